package io.ats.experiments.statistics;

import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The bias-corrected and accelerated bootstrap interval (Efron 1987).
 *
 * <p>Its ends are the quantiles {@code Φ(z₀ + (z₀ + z) / (1 − a·(z₀ + z)))} of the resampled values
 * at {@code z = ± 1.96}. The correction of bias is {@code z₀ = Φ⁻¹(share of resampled values below
 * the estimate)}, where equal ones count half. The acceleration is that of the jackknife, {@code a
 * = Σ uᵢ³ / (6 (Σ uᵢ²)^1.5)} with {@code uᵢ} the mean of the jackknife values less the i-th.
 */
final class BcaInterval {

  /** Resampled values no further from the estimate are equal to it, but for rounding. */
  private static final double ROUNDING = 1e-12;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private BcaInterval() {}

  /** Returns the mean and its interval; alone if there are fewer than two numbers. */
  static Estimate ofMean(double[] numbers) {
    double mean = StatUtils.mean(numbers);
    int n = numbers.length;
    if (n < 2) {
      return Estimate.alone(mean);
    }
    double[] resampled = Bootstrap.means(numbers);
    double[] jackknife =
        IntStream.range(0, n).mapToDouble(i -> (n * mean - numbers[i]) / (n - 1)).toArray();
    return of(mean, resampled, jackknife);
  }

  /**
   * Returns the interval. Where all resampled values are the same it is a point.
   *
   * @param estimate from all numbers
   * @param resampled from resampled numbers
   * @param jackknife from the numbers without the i-th, for each i; at least two
   */
  static Estimate of(double estimate, double[] resampled, double[] jackknife) {
    double tolerance = ROUNDING * Math.max(1, Math.abs(estimate));
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    double below = 0;
    for (double value : resampled) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      double off = value - estimate;
      below += off < -tolerance ? 1 : off <= tolerance ? 0.5 : 0;
    }
    if (highest - lowest <= 2 * tolerance) {
      return new Estimate(estimate, estimate, estimate);
    }
    double bias = NORMAL.inverseCumulativeProbability(below / resampled.length);
    double acceleration = acceleration(jackknife);
    double z = NORMAL.inverseCumulativeProbability((100 + Estimate.LEVEL) / 200.0);
    return new Estimate(
        estimate,
        Bootstrap.quantile(resampled, level(bias, acceleration, -z)),
        Bootstrap.quantile(resampled, level(bias, acceleration, z)));
  }

  private static double acceleration(double[] jackknife) {
    double mean = StatUtils.mean(jackknife);
    double squares = 0;
    double cubes = 0;
    for (double value : jackknife) {
      double u = mean - value;
      squares += u * u;
      cubes += u * u * u;
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double level(double bias, double acceleration, double z) {
    double shifted = bias + z;
    return NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
  }
}
