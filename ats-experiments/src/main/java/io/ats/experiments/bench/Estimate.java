package io.ats.experiments.bench;

import java.util.List;

/**
 * Exact moments of a gradient estimate, from every outcome and its probability.
 *
 * @param bias largest absolute entry of mean less truth
 * @param variance total: the sum over entries of each one's variance
 * @param error mean squared distance from the truth: squared bias and variance together
 */
record Estimate(double bias, double variance, double error) {

  /**
   * Sums over the outcomes.
   *
   * @param outcomes each outcome's gradient
   * @param probabilities each outcome's probability
   * @param truth the gradient that is estimated
   */
  static Estimate of(double[][] outcomes, double[] probabilities, double[] truth) {
    double bias = 0;
    double variance = 0;
    double error = 0;
    for (int i = 0; i < truth.length; i++) {
      double mean = 0;
      for (int n = 0; n < outcomes.length; n++) {
        mean += probabilities[n] * outcomes[n][i];
      }
      for (int n = 0; n < outcomes.length; n++) {
        double off = outcomes[n][i] - mean;
        variance += probabilities[n] * off * off;
      }
      bias = Math.max(bias, Math.abs(mean - truth[i]));
      error += (mean - truth[i]) * (mean - truth[i]);
    }
    return new Estimate(bias, variance, variance + error);
  }

  /** Returns the entry-by-entry mean of several. */
  static Estimate mean(List<Estimate> all) {
    return new Estimate(
        all.stream().mapToDouble(Estimate::bias).average().orElseThrow(),
        all.stream().mapToDouble(Estimate::variance).average().orElseThrow(),
        all.stream().mapToDouble(Estimate::error).average().orElseThrow());
  }
}
