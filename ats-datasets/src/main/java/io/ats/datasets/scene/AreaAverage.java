package io.ats.datasets.scene;

/**
 * An area average of an image, to which the image's pixels are added one by one. Each cell is the
 * mean of the pixels under it, weighted by how much of the cell they cover.
 */
final class AreaAverage {

  private final Cells rows;
  private final Cells columns;
  private final float[] target;
  private final int offset;

  /**
   * Averages {@code fullHeight × fullWidth} pixels to {@code height × width} cells in {@code
   * target}, row by row from {@code offset}.
   */
  AreaAverage(int fullHeight, int fullWidth, int height, int width, float[] target, int offset) {
    this.rows = new Cells(fullHeight, height);
    this.columns = new Cells(fullWidth, width);
    this.target = target;
    this.offset = offset;
  }

  /** Adds the share of the image's pixel at (row, column) to the cells that it touches. */
  void add(int row, int column, float value) {
    int endRow = rows.endCell(row + 1);
    int endColumn = columns.endCell(column + 1);
    int firstColumn = columns.firstCell(column);
    for (int i = rows.firstCell(row); i < endRow; i++) {
      double share = value * rows.share(i, row);
      for (int j = firstColumn; j < endColumn; j++) {
        target[offset + i * columns.count() + j] += (float) (share * columns.share(j, column));
      }
    }
  }

  /**
   * Adds the shares of {@code count} pixels of a row, from (row, column) on, all within the image.
   */
  void addLine(int row, int column, float[] values, int count) {
    int endRow = rows.endCell(row + 1);
    int endColumn = columns.endCell(column + count);
    for (int j = columns.firstCell(column); j < endColumn; j++) {
      int end = Math.min(column + count, columns.endPixel(j));
      double sum = 0;
      for (int x = Math.max(column, columns.firstPixel(j)); x < end; x++) {
        if (values[x - column] != 0) {
          sum += values[x - column] * columns.share(j, x);
        }
      }
      for (int i = rows.firstCell(row); i < endRow; i++) {
        target[offset + i * columns.count() + j] += (float) (sum * rows.share(i, row));
      }
    }
  }
}
