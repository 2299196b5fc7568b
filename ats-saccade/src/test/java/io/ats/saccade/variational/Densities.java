package io.ats.saccade.variational;

/** Densities straight from their definitions. */
final class Densities {

  private Densities() {}

  /** Returns the log-density of a Gaussian without covariance. */
  static double log(double[] z, double[] mean, double[] logVariance) {
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      double variance = Math.exp(logVariance[i]);
      double apart = z[i] - mean[i];
      sum -= 0.5 * (Math.log(2 * Math.PI * variance) + apart * apart / variance);
    }
    return sum;
  }
}
