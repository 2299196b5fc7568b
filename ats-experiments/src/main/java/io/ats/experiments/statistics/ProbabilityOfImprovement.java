package io.ats.experiments.statistics;

import java.util.Arrays;

/**
 * The probability that a run of one method is above a run of another on a task, a mean over the
 * tasks (Agarwal et al. 2021): of Mann and Whitney's U the share of all pairs.
 */
public final class ProbabilityOfImprovement {

  private ProbabilityOfImprovement() {}

  /**
   * Returns the mean over the tasks of {@code P(X > Y) + ½ P(X = Y)}, with a stratified bootstrap
   * interval for which the runs of the two are drawn apart.
   *
   * @param x a number for each run of the one, by task
   * @param y the same of the other, for the same tasks
   */
  public static Estimate of(double[][] x, double[][] y) {
    double[][] both = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, both, x.length, y.length);
    return Bootstrap.estimate(both, ProbabilityOfImprovement::value);
  }

  private static double value(double[][] both) {
    int tasks = both.length / 2;
    double sum = 0;
    for (int task = 0; task < tasks; task++) {
      sum += value(both[task], both[tasks + task]);
    }
    return sum / tasks;
  }

  private static double value(double[] x, double[] y) {
    double above = 0;
    for (double a : x) {
      for (double b : y) {
        above += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    return above / x.length / y.length;
  }
}
