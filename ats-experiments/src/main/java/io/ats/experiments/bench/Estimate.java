package io.ats.experiments.bench;

import java.util.List;

/**
 * Exact moments of a gradient estimate, from every outcome and its probability.
 *
 * @param bias the largest absolute entry of the mean less the truth
 * @param variance the total variance: the sum over all entries
 * @param error the mean squared distance from the truth: squared bias plus variance
 */
record Estimate(double bias, double variance, double error) {

  /** A smaller bias is that of rounding or of quadrature; it counts as this much. */
  private static final double ROUNDING = 1e-9;

  /**
   * Sums over the outcomes.
   *
   * @param outcomes the gradient of each outcome
   * @param probabilities the probability of each outcome
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

  /** Returns the mean of each moment over several estimates. */
  static Estimate mean(List<Estimate> all) {
    return new Estimate(
        all.stream().mapToDouble(Estimate::bias).average().orElseThrow(),
        all.stream().mapToDouble(Estimate::variance).average().orElseThrow(),
        all.stream().mapToDouble(Estimate::error).average().orElseThrow());
  }

  /** Returns three rows that compare this estimate's bias, variance and error with another's. */
  List<BenchRow> against(Estimate other, String bench, String measured, String name) {
    return List.of(
        BenchRow.lowerIsBetter(
            bench,
            measured + ": bias",
            Math.max(ROUNDING, bias),
            Math.max(ROUNDING, other.bias),
            name,
            "gradient"),
        BenchRow.lowerIsBetter(
            bench, measured + ": variance", variance, other.variance, name, "gradient²"),
        BenchRow.lowerIsBetter(
            bench, measured + ": mean squared error", error, other.error, name, "gradient²"));
  }
}
