package io.ats.core;

/**
 * Where the cells of a score map {@code (gh,gw)} lie: the centres of the patches that they stand
 * for.
 *
 * @param rows {@code (gh)}, as fractions of the image's height, ascending
 * @param columns {@code (gw)}, as fractions of the image's width, ascending
 */
public record ScoreGrid(double[] rows, double[] columns) {

  /** Returns {@code D}, the number of cells. */
  public int size() {
    return rows.length * columns.length;
  }
}
