package io.ats.experiments.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * The mean difference of two methods over the seeds that both have, and its bootstrap interval.
 *
 * <p>Seeds are resampled with replacement, each with both its numbers, so that effects of a seed's
 * images and order that both methods share cancel. The interval lies between percentiles of the
 * resampled means (Efron &amp; Tibshirani 1993, chapter 13); the draws are always the same. It
 * cannot exceed the range of the differences seen: with three seeds it is too narrow.
 *
 * @param mean mean of {@code a − b}; NaN without a common seed
 * @param low lower end; NaN with fewer than two common seeds
 * @param high upper end; likewise
 * @param seeds number of seeds that both have
 */
public record PairedBootstrap(double mean, double low, double high, int seeds) {

  /** The confidence level, in percent. */
  public static final int LEVEL = 95;

  private static final int RESAMPLES = 10_000;
  private static final long SEED = 20_190_613;

  /** Returns the difference {@code a − b} of numbers by seed; NaN is a seed without a number. */
  public static PairedBootstrap of(Map<Long, Double> a, Map<Long, Double> b) {
    List<Double> found = new ArrayList<>();
    a.forEach(
        (seed, value) -> {
          double difference = value - b.getOrDefault(seed, Double.NaN);
          if (!Double.isNaN(difference)) {
            found.add(difference);
          }
        });
    double[] differences = found.stream().mapToDouble(Double::doubleValue).toArray();
    int seeds = differences.length;
    if (seeds < 2) {
      double mean = seeds == 0 ? Double.NaN : differences[0];
      return new PairedBootstrap(mean, Double.NaN, Double.NaN, seeds);
    }
    double[] means = resampledMeans(differences);
    double tail = (100 - LEVEL) / 2.0;
    return new PairedBootstrap(
        StatUtils.mean(differences),
        new Percentile(tail).evaluate(means),
        new Percentile(100 - tail).evaluate(means),
        seeds);
  }

  private static double[] resampledMeans(double[] differences) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int draw = 0; draw < differences.length; draw++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[i] = sum / differences.length;
    }
    return means;
  }
}
