package io.ats.experiments.tune;

import io.ats.experiments.statistics.Summary;
import java.util.Comparator;
import java.util.List;

/**
 * How good a configuration is at a length of training.
 *
 * @param configuration the configuration
 * @param accuracy its validation accuracy after the last epoch, mean over the search's seeds; NaN
 *     if a trial failed
 */
record Score(Configuration configuration, double accuracy) {

  /** The best first, those with a failed trial last; of equal ones the first drawn. */
  static final Comparator<Score> BEST_FIRST =
      Comparator.<Score>comparingDouble(
              score -> Double.isNaN(score.accuracy) ? Double.POSITIVE_INFINITY : -score.accuracy)
          .thenComparingInt(score -> score.configuration.number());

  /** Returns the score of trials that differ in their seed. */
  static Score of(Configuration configuration, List<Double> accuracies) {
    boolean failed = accuracies.stream().anyMatch(each -> each.isNaN());
    return new Score(
        configuration,
        failed ? Double.NaN : Summary.of(accuracies.stream().mapToDouble(each -> each)).mean());
  }

  /** Returns whether it is a number. */
  boolean known() {
    return !Double.isNaN(accuracy);
  }
}
