package io.ats.topk.perturbed;

/** The standard normal distribution in float64, for tests. */
final class Normal {

  private Normal() {}

  /** Returns {@code Φ(x)}. */
  static double cdf(double x) {
    return x > 0 ? 1 - tail(x) : tail(-x);
  }

  /** Returns {@code φ(x)/Φ(x)}. */
  static double ratio(double x) {
    return x < -3 ? mills(-x) : density(x) / cdf(x);
  }

  private static double density(double x) {
    return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }

  /** Returns {@code 1 − Φ(x)} for {@code x ≥ 0}. */
  private static double tail(double x) {
    if (x > 3) {
      return density(x) / mills(x);
    }
    // Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …)
    double sum = 0;
    double term = x;
    for (int i = 1; i < 100; i++) {
      sum += term;
      term *= x * x / (2 * i + 1);
    }
    return 0.5 - density(x) * sum;
  }

  /** Returns {@code φ(x)/(1−Φ(x)) = x + 1/(x + 2/(x + 3/(x + …)))}. */
  private static double mills(double x) {
    double fraction = x;
    for (int i = 80; i > 0; i--) {
      fraction = x + i / fraction;
    }
    return fraction;
  }
}
