package io.ats.experiments.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * The performance profile of a method: the share of its runs, over all tasks, above each of some
 * thresholds (Agarwal et al. 2021, the score distribution).
 */
public final class PerformanceProfile {

  private PerformanceProfile() {}

  /**
   * Returns the share {@code [x > τ]} of the runs with a stratified bootstrap interval, for each τ
   * by itself.
   *
   * @param runs a number for each run, by task, as many for each task
   */
  public static List<Estimate> of(double[][] runs, double[] thresholds) {
    return List.of(
        Bootstrap.estimates(
            runs,
            drawn -> {
              double[] all = Arrays.stream(drawn).flatMapToDouble(Arrays::stream).toArray();
              return Arrays.stream(thresholds).map(tau -> share(all, tau)).toArray();
            }));
  }

  private static double share(double[] all, double threshold) {
    int above = 0;
    for (double value : all) {
      above += value > threshold ? 1 : 0;
    }
    return (double) above / all.length;
  }
}
