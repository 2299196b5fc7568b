package io.ats.experiments.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * The stratified bootstrap: each group's numbers are drawn anew with replacement from that group
 * alone (Efron &amp; Tibshirani 1993; with tasks as groups Agarwal et al. 2021, section 4).
 *
 * <p>The draws depend on the groups' sizes alone: the same numbers have the same interval wherever
 * they are shown.
 */
final class Bootstrap {

  /** How often the numbers are drawn anew. */
  static final int RESAMPLES = 10_000;

  private static final long SEED = 20_190_613;

  /** More numbers than seeds are ever run; 4 MB of places. */
  private static final int MOST_KEPT = 100;

  private static final Map<Integer, int[]> DRAWN = new ConcurrentHashMap<>();

  private Bootstrap() {}

  /**
   * Returns statistics of resampled numbers.
   *
   * @param groups the numbers by group, none empty
   * @param statistics of such groups, always as many
   * @return {@code (statistics, RESAMPLES)}
   */
  static double[][] resampled(double[][] groups, Function<double[][], double[]> statistics) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] drawn = Arrays.stream(groups).map(double[]::clone).toArray(double[][]::new);
    double[][] found = new double[statistics.apply(groups).length][RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int group = 0; group < groups.length; group++) {
        double[] from = groups[group];
        for (int draw = 0; draw < from.length; draw++) {
          drawn[group][draw] = from[random.nextInt(from.length)];
        }
      }
      double[] values = statistics.apply(drawn);
      for (int s = 0; s < values.length; s++) {
        found[s][i] = values[s];
      }
    }
    return found;
  }

  /**
   * Returns the means of resampled numbers, those that {@link #resampled} would give of one group,
   * but for rounding; which numbers are drawn is worked out once for each number of them.
   */
  static double[] means(double[] numbers) {
    int n = numbers.length;
    int[] places = n > MOST_KEPT ? drawn(n) : DRAWN.computeIfAbsent(n, Bootstrap::drawn);
    double[] found = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int draw = i * n; draw < (i + 1) * n; draw++) {
        sum += numbers[places[draw]];
      }
      found[i] = sum / n;
    }
    return found;
  }

  private static int[] drawn(int n) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] places = new int[RESAMPLES * n];
    for (int i = 0; i < places.length; i++) {
      places[i] = random.nextInt(n);
    }
    return places;
  }

  /** Returns a statistic and its interval, as {@link #estimates}. */
  static Estimate estimate(double[][] groups, ToDoubleFunction<double[][]> statistic) {
    return estimates(groups, drawn -> new double[] {statistic.applyAsDouble(drawn)})[0];
  }

  /**
   * Returns statistics, each with the interval between percentiles of its resampled values; without
   * an interval where a group has fewer than two numbers.
   */
  static Estimate[] estimates(double[][] groups, Function<double[][], double[]> statistics) {
    double[] values = statistics.apply(groups);
    if (Arrays.stream(groups).anyMatch(group -> group.length < 2)) {
      return Arrays.stream(values).mapToObj(Estimate::alone).toArray(Estimate[]::new);
    }
    double[][] resampled = resampled(groups, statistics);
    double tail = (100 - Estimate.LEVEL) / 200.0;
    Estimate[] estimates = new Estimate[values.length];
    for (int i = 0; i < values.length; i++) {
      estimates[i] =
          new Estimate(values[i], quantile(resampled[i], tail), quantile(resampled[i], 1 - tail));
    }
    return estimates;
  }

  /** Returns a quantile, linear between the order statistics; {@code level} in [0,1]. */
  static double quantile(double[] values, double level) {
    return level <= 0
        ? Arrays.stream(values).min().orElse(Double.NaN)
        : new Percentile()
            .withEstimationType(Percentile.EstimationType.R_7)
            .evaluate(values, 100 * level);
  }
}
