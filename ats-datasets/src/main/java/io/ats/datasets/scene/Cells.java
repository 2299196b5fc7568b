package io.ats.datasets.scene;

/**
 * One axis of {@code pixels} pixels in {@code count} equal cells. Positions are counted in units of
 * {@code 1/count} of a pixel, in which the borders of pixels and cells are whole numbers, so that
 * all results are exact.
 *
 * @param pixels number of pixels
 * @param count number of cells
 */
public record Cells(long pixels, int count) {

  /** Returns the first pixel that a cell touches. */
  public int firstPixel(int cell) {
    return (int) (cell * pixels / count);
  }

  /** Returns the first pixel after a cell. */
  public int endPixel(int cell) {
    return (int) (((cell + 1) * pixels + count - 1) / count);
  }

  /** Returns the first cell that a pixel touches; a negative pixel counts as the first. */
  public int firstCell(int pixel) {
    return (int) ((long) Math.max(0, pixel) * count / pixels);
  }

  /** Returns the first cell after the pixels before {@code endPixel}, which may be too large. */
  public int endCell(int endPixel) {
    return (int) ((Math.min(endPixel, pixels) * count + pixels - 1) / pixels);
  }

  /** Returns the fraction of a cell that a pixel covers. */
  public double share(int cell, int pixel) {
    long start = Math.max((long) pixel * count, cell * pixels);
    long end = Math.min((pixel + 1L) * count, (cell + 1) * pixels);
    return (end - start) / (double) pixels;
  }
}
