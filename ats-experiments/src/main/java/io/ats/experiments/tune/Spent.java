package io.ats.experiments.tune;

import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.suite.PlannedTrial;
import java.util.Collection;

/**
 * What a row's tuning took; equal configurations are trained once.
 *
 * @param trials their number
 * @param length epochs of all together, or steps where the row's length is in steps
 * @param unit {@code epochs} or {@code steps}
 */
public record Spent(int trials, long length, String unit) {

  /** Returns what trials take that differ. */
  static Spent of(Collection<PlannedTrial> trials) {
    boolean steps = trials.stream().anyMatch(trial -> trial.config().training().steps() > 0);
    long length =
        trials.stream()
            .map(trial -> trial.config().training())
            .mapToLong(steps ? TrainingConfig::steps : TrainingConfig::epochs)
            .sum();
    return new Spent(trials.size(), length, steps ? "steps" : "epochs");
  }

  /** Returns it for people. */
  String text() {
    return "%d trials of %d %s together".formatted(trials, length, unit);
  }
}
