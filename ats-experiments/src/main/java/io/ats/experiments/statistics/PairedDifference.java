package io.ats.experiments.statistics;

import java.util.Map;
import java.util.TreeMap;

/**
 * The mean difference of two methods over the seeds that both have. What a seed's images and order
 * do to both alike cancels.
 *
 * @param mean mean of {@code a − b} and its {@link BcaInterval} over resampled seeds: without a
 *     common seed NaN, with fewer than two without an interval, with equal differences a point
 * @param p of the {@link SignFlipTest}; NaN without a common seed
 * @param seeds number of seeds that both have
 */
public record PairedDifference(Estimate mean, double p, int seeds) {

  /** Returns the difference {@code a − b} of numbers by seed; NaN is a seed without a number. */
  public static PairedDifference of(Map<Long, Double> a, Map<Long, Double> b) {
    // In the order of the seeds: the draws would differ in another.
    double[] differences =
        new TreeMap<>(a)
            .entrySet().stream()
                .mapToDouble(e -> e.getValue() - b.getOrDefault(e.getKey(), Double.NaN))
                .filter(difference -> !Double.isNaN(difference))
                .toArray();
    return new PairedDifference(
        BcaInterval.ofMean(differences), SignFlipTest.p(differences), differences.length);
  }
}
