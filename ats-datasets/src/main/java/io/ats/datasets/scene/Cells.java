package io.ats.datasets.scene;

/**
 * One axis of {@code pixels} pixels in {@code count} equal cells. Positions are counted in units of
 * {@code 1/count} of a pixel, in which the borders of pixels and cells are whole numbers, so that
 * all results are exact.
 */
record Cells(long pixels, int count) {

  /** Returns the first pixel that a cell touches. */
  int firstPixel(int cell) {
    return (int) (cell * pixels / count);
  }

  /** Returns the first pixel after a cell. */
  int endPixel(int cell) {
    return (int) (((cell + 1) * pixels + count - 1) / count);
  }

  /** Returns the first cell that a pixel touches; a negative pixel counts as the first. */
  int firstCell(int pixel) {
    return (int) ((long) Math.max(0, pixel) * count / pixels);
  }

  /** Returns the first cell after the pixels before {@code endPixel}, which may be too large. */
  int endCell(int endPixel) {
    return (int) ((Math.min(endPixel, pixels) * count + pixels - 1) / pixels);
  }

  /** Returns the fraction of a cell that a pixel covers. */
  double share(int cell, int pixel) {
    long start = Math.max((long) pixel * count, cell * pixels);
    long end = Math.min((pixel + 1L) * count, (cell + 1) * pixels);
    return (end - start) / (double) pixels;
  }
}
