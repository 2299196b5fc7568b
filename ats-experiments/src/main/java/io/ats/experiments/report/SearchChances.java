package io.ats.experiments.report;

import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.statistics.Chance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of a search that no configuration brought above chance: what is chosen among their
 * configurations is luck.
 */
public final class SearchChances {

  private SearchChances() {}

  /**
   * Returns what is to be said of a rung whose trials have ended, if anything: the rows without a
   * trial that did better on validation than a guess of the most frequent label (exact binomial
   * test, Bonferroni over the row's trials in the rung).
   *
   * @param rung from 0, the shortest training
   * @param last whether no longer training follows
   */
  public static Optional<String> of(List<TuningTrial> trials, int rung, boolean last) {
    Map<String, List<TuningTrial>> rows = new LinkedHashMap<>();
    for (TuningTrial trial : trials) {
      if (trial.rung() == rung && isKnown(trial.validation())) {
        rows.computeIfAbsent(trial.row(), row -> new ArrayList<>()).add(trial);
      }
    }
    List<String> atChance =
        rows.keySet().stream()
            .filter(row -> rows.get(row).stream().allMatch(t -> reaches(t, rows.get(row).size())))
            .toList();
    if (atChance.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Rung %d: no trial of %d of %d rows did better on validation than a guess of the most frequent label (%s). %s"
            .formatted(
                rung,
                atChance.size(),
                rows.size(),
                String.join(", ", atChance),
                last
                    ? "What was chosen for them is luck: they need longer training or other ranges."
                    : "Which of their configurations went on is luck: train longer from the start (search.budget: fewer rungs, or more epochs)."));
  }

  private static boolean isKnown(TuningTrial.Validation of) {
    return Chance.isKnown(of.accuracy(), of.images(), of.majorityShare());
  }

  private static boolean reaches(TuningTrial trial, int among) {
    TuningTrial.Validation of = trial.validation();
    return Chance.reaches(of.accuracy(), of.images(), of.majorityShare(), among);
  }
}
