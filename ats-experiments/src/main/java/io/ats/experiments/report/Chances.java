package io.ats.experiments.report;

import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.Chance;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How many trials are no better than chance.
 *
 * @param reached how many are not
 * @param known of how many it is known
 */
record Chances(int reached, int known) {

  /**
   * Counts.
   *
   * @param accuracy on the test split, NaN if unknown
   * @param majorityShare of the test split's labels, NaN if unknown
   */
  static Chances of(
      List<TrialResult> trials,
      ToDoubleFunction<TrialResult> accuracy,
      ToDoubleFunction<TrialResult> majorityShare) {
    List<TrialResult> known =
        trials.stream()
            .filter(
                r ->
                    Chance.isKnown(
                        accuracy.applyAsDouble(r), r.testImages(), majorityShare.applyAsDouble(r)))
            .toList();
    long reached =
        known.stream()
            .filter(
                r ->
                    Chance.reaches(
                        accuracy.applyAsDouble(r), r.testImages(), majorityShare.applyAsDouble(r)))
            .count();
    return new Chances((int) reached, known.size());
  }

  /** Returns both numbers, to be read by people. */
  String text() {
    return known == 0 ? Cell.NONE : reached + "/" + known;
  }
}
