package io.ats.experiments.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Friedman's test of several methods on the same tasks (Friedman 1937; Demšar 2006, section 3.2.2).
 *
 * @param ranks each method's mean rank over the tasks, 1 for the highest number
 * @param chiSquared {@code (12 N / (k (k + 1)) · Σ R² − 3 N (k + 1)) / (1 − Σ (t³ − t) / (N (k³ −
 *     k)))} of N tasks, k methods with mean ranks R, and groups of t methods equal on a task; 0 if
 *     all are equal on every task
 * @param p that χ² of k − 1 degrees of freedom is as large: conservative for few tasks
 */
public record FriedmanTest(double[] ranks, double chiSquared, double p) {

  /**
   * Tests.
   *
   * @param scores {@code (tasks, methods)}, more is better; at least two methods
   */
  public static FriedmanTest of(double[][] scores) {
    int tasks = scores.length;
    int k = scores[0].length;
    double[] ranks = new double[k];
    double ties = 0;
    for (double[] task : scores) {
      double[] own = Ranks.of(Arrays.stream(task).map(score -> -score).toArray());
      for (int method = 0; method < k; method++) {
        ranks[method] += own[method];
      }
      ties += ties(own);
    }
    for (int method = 0; method < k; method++) {
      ranks[method] /= tasks;
    }
    double squares = Arrays.stream(ranks).map(rank -> rank * rank).sum();
    double correction = 1 - ties / (tasks * (Math.pow(k, 3) - k));
    double spread = 12.0 * tasks / (k * (k + 1)) * squares - 3.0 * tasks * (k + 1);
    double chiSquared = correction < 1e-9 ? 0 : Math.max(0, spread / correction);
    return new FriedmanTest(
        ranks,
        chiSquared,
        1 - new ChiSquaredDistribution(null, k - 1).cumulativeProbability(chiSquared));
  }

  /** Returns {@code Σ (t³ − t)}: each of t equal methods adds {@code t² − 1}. */
  private static double ties(double[] ranks) {
    return Arrays.stream(ranks)
        .map(rank -> Arrays.stream(ranks).filter(other -> other == rank).count())
        .map(equal -> equal * equal - 1)
        .sum();
  }
}
