package io.ats.experiments.statistics;

/** The total variation distance between two distributions over the cells of a grid. */
public final class TotalVariation {

  private TotalVariation() {}

  /**
   * Returns {@code ½ Σ |p − q|} in [0,1], the share of the mass that lies elsewhere, after each map
   * is normalised to a sum of 1.
   *
   * @param p rows of cells, at least 0, with a sum above 0
   * @param q as many rows and cells
   */
  public static double between(float[][] p, float[][] q) {
    double ofP = sum(p);
    double ofQ = sum(q);
    double distance = 0;
    for (int row = 0; row < p.length; row++) {
      for (int column = 0; column < p[row].length; column++) {
        distance += Math.abs(p[row][column] / ofP - q[row][column] / ofQ);
      }
    }
    return distance / 2;
  }

  private static double sum(float[][] map) {
    double sum = 0;
    for (float[] row : map) {
      for (float value : row) {
        sum += value;
      }
    }
    return sum;
  }
}
