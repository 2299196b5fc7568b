package io.ats.experiments.statistics;

import java.util.Arrays;

/**
 * Wilcoxon's signed-rank test of paired differences (Wilcoxon 1945), exact also where some are
 * equal: the {@link SignFlipTest} of the ranks of their sizes, with their signs.
 */
public final class SignedRankTest {

  private SignedRankTest() {}

  /** Returns the two-sided p; differences of 0 are left out, 1 if no other is there. */
  public static double p(double[] differences) {
    double[] some =
        Arrays.stream(differences).map(Ranks::rounded).filter(value -> value != 0).toArray();
    if (some.length == 0) {
      return 1;
    }
    double[] ranks = Ranks.of(Arrays.stream(some).map(Math::abs).toArray());
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] *= Math.signum(some[i]);
    }
    return SignFlipTest.p(ranks);
  }
}
