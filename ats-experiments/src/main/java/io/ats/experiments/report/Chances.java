package io.ats.experiments.report;

import io.ats.experiments.statistics.Chance;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How many trials are no better than chance.
 *
 * @param reached number of those that are not
 * @param known number of trials of which it is known
 */
public record Chances(int reached, int known) {

  /**
   * Counts.
   *
   * @param accuracy on the test split, NaN if unknown
   * @param majorityShare of the test split's labels, NaN if unknown
   */
  public static Chances of(
      List<Trial> trials, ToDoubleFunction<Trial> accuracy, ToDoubleFunction<Trial> majorityShare) {
    int known = 0;
    int reached = 0;
    for (Trial trial : trials) {
      double right = accuracy.applyAsDouble(trial);
      double share = majorityShare.applyAsDouble(trial);
      int images = trial.result().size().testImages();
      if (Chance.isKnown(right, images, share)) {
        known++;
        reached += Chance.reaches(right, images, share) ? 1 : 0;
      }
    }
    return new Chances(reached, known);
  }

  /** Returns both numbers for people. */
  public String text() {
    return known == 0 ? Cell.NONE : reached + "/" + known;
  }
}
