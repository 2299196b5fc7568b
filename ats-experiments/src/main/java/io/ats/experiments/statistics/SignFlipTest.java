package io.ats.experiments.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The sign-flip permutation test of paired differences (Fisher 1935, section 21). If neither method
 * is better, each difference has either sign with the same probability.
 */
public final class SignFlipTest {

  /** Up to so many differences every choice of signs is counted. */
  static final int MOST_ENUMERATED = 20;

  private static final int DRAWS = 99_999;
  private static final long SEED = 19_350_613;

  /** Sums of magnitude 1 no further apart are equal, but for rounding. */
  private static final double ROUNDING = 1e-12;

  private SignFlipTest() {}

  /**
   * Returns the two-sided p: the share of the {@code 2ⁿ} choices of signs whose sum is at least as
   * far from 0 as that of the differences. With more than 20 differences signs are drawn instead,
   * always the same: {@code (1 + b) / (1 + m)}, where b of m = 99,999 draws are as far (Phipson
   * &amp; Smyth 2010).
   *
   * @return in (0,1]; NaN without a difference
   */
  public static double p(double[] differences) {
    int n = differences.length;
    if (n == 0) {
      return Double.NaN;
    }
    double size = Arrays.stream(differences).map(Math::abs).sum();
    double seen = Math.abs(Arrays.stream(differences).sum()) - ROUNDING * size;
    return n <= MOST_ENUMERATED
        ? Math.scalb((double) asFar(differences, seen), -n)
        : drawn(differences, seen);
  }

  /** Returns the smallest p that n differences can have, {@code 2 / 2ⁿ}; 1 for none. */
  public static double smallest(int n) {
    return Math.min(1, Math.scalb(2.0, -n));
  }

  /** Counts the choices: for each of one half's signs, those of the other half that go with it. */
  private static long asFar(double[] differences, double seen) {
    int n = differences.length;
    if (seen <= 0) {
      return 1L << n; // no difference at all
    }
    double[] sums = sums(differences, n / 2, n);
    Arrays.sort(sums);
    long far = 0;
    for (double sum : sums(differences, 0, n / 2)) {
      far += sums.length - below(sums, seen - sum);
      far += below(sums, Math.nextUp(-seen - sum));
    }
    return far;
  }

  /** Returns the sums of some differences with every choice of signs. */
  private static double[] sums(double[] differences, int from, int to) {
    double[] sums = new double[1 << (to - from)];
    for (int i = from; i < to; i++) {
      int known = 1 << (i - from);
      for (int k = 0; k < known; k++) {
        sums[known + k] = sums[k] - differences[i];
        sums[k] += differences[i];
      }
    }
    return sums;
  }

  /** Returns how many of ascending numbers are below a limit. */
  private static int below(double[] ascending, double limit) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (ascending[middle] < limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double drawn(double[] differences, double seen) {
    SplittableRandom random = new SplittableRandom(SEED);
    int far = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      far += Math.abs(sum) >= seen ? 1 : 0;
    }
    return (1.0 + far) / (1.0 + DRAWS);
  }
}
