package io.ats.experiments.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/** Ranks of numbers. */
final class Ranks {

  /** Means of shares have fewer digits; what differs after them differs by rounding. */
  private static final double PLACES = 1e12;

  private Ranks() {}

  /** Returns the ranks, 1 for the smallest; equal numbers, to 12 places, have their mean rank. */
  static double[] of(double[] values) {
    return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE)
        .rank(Arrays.stream(values).map(Ranks::rounded).toArray());
  }

  /** Returns a number to 12 places. */
  static double rounded(double value) {
    return Math.rint(PLACES * value) / PLACES;
  }
}
