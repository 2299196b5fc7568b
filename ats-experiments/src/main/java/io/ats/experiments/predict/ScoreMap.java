package io.ats.experiments.predict;

import io.ats.core.ScoreGrid;

/**
 * A score map, and where it lies on the full-resolution image: its cells have one size and no gaps.
 *
 * @param values {@code (rows,columns)}
 * @param left of the first column, pixels; below 0 if the map reaches beyond the image
 * @param top of the first row, pixels
 * @param cellWidth pixels
 * @param cellHeight pixels
 */
public record ScoreMap(
    float[][] values, double left, double top, double cellWidth, double cellHeight) {

  /** Checks that there are cells, with a size, and that all numbers are finite. */
  public ScoreMap {
    if (values.length == 0 || values[0].length == 0) {
      throw new IllegalArgumentException("a score map needs a cell");
    }
    boolean finite = Double.isFinite(left) && Double.isFinite(top);
    if (!finite || !isSize(cellWidth) || !isSize(cellHeight)) {
      throw new IllegalArgumentException(
          "a score map at (%s, %s) with cells of %s×%s: sizes must be above 0, and all finite"
              .formatted(left, top, cellWidth, cellHeight));
    }
    for (int row = 0; row < values.length; row++) {
      if (values[row].length != values[0].length) {
        throw new IllegalArgumentException("row " + row + " of a score map has another length");
      }
      for (int column = 0; column < values[row].length; column++) {
        if (!Float.isFinite(values[row][column])) {
          throw new IllegalArgumentException(
              "the score at row %d, column %d is %s; it must be finite"
                  .formatted(row, column, values[row][column]));
        }
      }
    }
  }

  private static boolean isSize(double size) {
    return size > 0 && Double.isFinite(size);
  }

  /**
   * Returns a map whose cells' centres are those of a grid. Patches at the image's edge may have
   * been moved into it: the cells there lie where the others' spacing puts them.
   *
   * @param values {@code (rows,columns)}
   * @param height of the image, pixels
   * @param width of the image, pixels
   */
  public static ScoreMap of(float[][] values, ScoreGrid grid, int height, int width) {
    Axis rows = Axis.of(grid.rows(), height);
    Axis columns = Axis.of(grid.columns(), width);
    return new ScoreMap(values, columns.start(), rows.start(), columns.step(), rows.step());
  }

  /** Returns the number of rows. */
  public int rows() {
    return values.length;
  }

  /** Returns the number of columns. */
  public int columns() {
    return values[0].length;
  }

  /** Returns where a cell lies. */
  public PixelBox cell(int row, int column) {
    return new PixelBox(
        left + column * cellWidth,
        top + row * cellHeight,
        left + (column + 1) * cellWidth,
        top + (row + 1) * cellHeight);
  }

  /** Evenly spaced cells along an axis, in pixels. */
  private record Axis(double start, double step) {

    static Axis of(double[] centres, int size) {
      int first = 0;
      int last = centres.length - 1;
      if (last == 0) {
        return new Axis((centres[0] - 0.5) * size, size);
      }
      // Equal centres are of patches that were moved; the ones next to them may have been too.
      while (first < last && centres[first + 1] == centres[0]) {
        first++;
      }
      while (last > first && centres[last - 1] == centres[centres.length - 1]) {
        last--;
      }
      if (last - first > 2) {
        first++;
        last--;
      }
      if (first == last) {
        return new Axis(0, (double) size / centres.length);
      }
      double step = (centres[last] - centres[first]) / (last - first);
      return new Axis((centres[first] - (first + 0.5) * step) * size, step * size);
    }
  }
}
