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
    double[] ranks = signedRanks(differences);
    return ranks.length == 0 ? 1 : SignFlipTest.p(ranks);
  }

  /** Returns the sum of the signed ranks, which says the direction; 0 if all differences are. */
  public static double sum(double[] differences) {
    return Arrays.stream(signedRanks(differences)).sum();
  }

  private static double[] signedRanks(double[] differences) {
    double[] some =
        Arrays.stream(differences).map(Ranks::rounded).filter(value -> value != 0).toArray();
    if (some.length == 0) {
      return some;
    }
    double[] ranks = Ranks.of(Arrays.stream(some).map(Math::abs).toArray());
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] *= Math.signum(some[i]);
    }
    return ranks;
  }
}
