package io.ats.experiments.statistics;

import java.util.Arrays;

/**
 * The interquartile mean over the runs of all tasks (Agarwal et al. 2021): the mean without the
 * lowest and the highest quarter of the runs.
 */
public final class InterquartileMean {

  private InterquartileMean() {}

  /**
   * Returns it with a stratified bootstrap interval.
   *
   * @param runs a number for each run, by task
   */
  public static Estimate of(double[][] runs) {
    return Bootstrap.estimate(runs, InterquartileMean::value);
  }

  /** Of N runs the lowest ⌊N/4⌋ and as many of the highest are left out. */
  private static double value(double[][] runs) {
    double[] all = Arrays.stream(runs).flatMapToDouble(Arrays::stream).sorted().toArray();
    int cut = all.length / 4;
    return Arrays.stream(all, cut, all.length - cut).average().orElse(Double.NaN);
  }
}
