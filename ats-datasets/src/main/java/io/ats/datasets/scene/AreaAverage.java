package io.ats.datasets.scene;

/**
 * A picture area-averaged from a larger one, to which the larger one's pixels are added one by one.
 * Each cell is the mean of the pixels under it, weighted by how much of the cell they cover:
 * positions are counted in units of 1/height and 1/width of a pixel, in which both grids are whole
 * numbers, so that the weights are exact.
 */
final class AreaAverage {

  private final long fullHeight;
  private final long fullWidth;
  private final int height;
  private final int width;
  private final float[] target;
  private final int offset;

  /**
   * Averages {@code fullHeight × fullWidth} pixels to {@code height × width} cells in {@code
   * target}, row by row from {@code offset}.
   */
  AreaAverage(int fullHeight, int fullWidth, int height, int width, float[] target, int offset) {
    this.fullHeight = fullHeight;
    this.fullWidth = fullWidth;
    this.height = height;
    this.width = width;
    this.target = target;
    this.offset = offset;
  }

  /** Adds the share of the full picture's pixel at (row, column) to the cells that it touches. */
  void add(int row, int column, float value) {
    int lastRow = lastCell(row, height, fullHeight);
    int lastColumn = lastCell(column, width, fullWidth);
    int firstColumn = firstCell(column, width, fullWidth);
    for (int i = firstCell(row, height, fullHeight); i <= lastRow; i++) {
      double share = value * share(row, i, height, fullHeight);
      for (int j = firstColumn; j <= lastColumn; j++) {
        target[offset + i * width + j] += (float) (share * share(column, j, width, fullWidth));
      }
    }
  }

  private static int firstCell(int pixel, int cells, long pixels) {
    return (int) ((long) pixel * cells / pixels);
  }

  private static int lastCell(int pixel, int cells, long pixels) {
    return (int) (((pixel + 1L) * cells - 1) / pixels);
  }

  /** Returns the fraction of a cell's side that a pixel covers. */
  private static double share(int pixel, int cell, int cells, long pixels) {
    long start = Math.max((long) pixel * cells, cell * pixels);
    long end = Math.min((pixel + 1L) * cells, (cell + 1) * pixels);
    return (end - start) / (double) pixels;
  }
}
