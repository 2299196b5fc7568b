package io.ats.experiments.statistics;

import java.util.Arrays;

/**
 * What the best of some configurations is expected to reach (Dodge et al., <i>Show Your Work</i>,
 * EMNLP 2019, equation 3).
 */
public final class ExpectedBest {

  private ExpectedBest() {}

  /**
   * Returns the expected largest of {@code n} values drawn with replacement from those found, for
   * {@code n} from 1 to their number {@code N}:
   *
   * <p>{@code E_n = Σ_i v_(i) ((i/N)^n − ((i − 1)/N)^n)}, {@code v_(i)} the values ascending.
   *
   * @param found at least one value, none NaN
   */
  public static double[] of(double[] found) {
    double[] sorted = found.clone();
    Arrays.sort(sorted);
    double count = sorted.length;
    double[] expected = new double[sorted.length];
    for (int n = 1; n <= sorted.length; n++) {
      for (int i = 1; i <= sorted.length; i++) {
        expected[n - 1] += sorted[i - 1] * (Math.pow(i / count, n) - Math.pow((i - 1) / count, n));
      }
    }
    return expected;
  }
}
