package io.ats.experiments.report;

import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.statistics.Chance;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of a search of which no configuration is clearly above chance: what is chosen among them may
 * be luck.
 */
public final class SearchChances {

  private SearchChances() {}

  /**
   * Returns what is to be said of a rung whose trials have ended, if anything: the rows without a
   * configuration that did clearly better on validation than a guess of the most frequent label. Of
   * a configuration the images of all seeds count together (exact binomial test, Bonferroni over
   * the row's configurations). Rows of one configuration have no choice; of those with trials whose
   * validation split is not known nothing is said.
   *
   * @param rung from 0, the shortest training
   * @param last whether no longer training follows
   */
  public static Optional<String> of(List<TuningTrial> trials, int rung, boolean last) {
    // Equal values are equal trials, which are trained once.
    Map<String, Map<String, Map<String, TuningTrial>>> rows = new LinkedHashMap<>();
    trials.stream()
        .filter(trial -> trial.rung() == rung)
        .forEach(
            trial ->
                rows.computeIfAbsent(trial.row(), row -> new LinkedHashMap<>())
                    .computeIfAbsent(trial.values(), values -> new LinkedHashMap<>())
                    .put(trial.trial(), trial));
    rows.values().removeIf(row -> row.size() < 2 || !isKnown(row));
    List<String> atChance =
        rows.keySet().stream()
            .filter(row -> rows.get(row).values().stream().allMatch(c -> reaches(c, rows.get(row))))
            .toList();
    if (atChance.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Rung %d: in %d of %d rows no configuration did clearly better on validation than a guess of the most frequent label (%s). %s"
            .formatted(
                rung,
                atChance.size(),
                rows.size(),
                String.join(", ", atChance),
                last
                    ? "What was chosen for them may be luck: they need longer training or other ranges."
                    : "Which of these went on may be luck: train longer from the start (search.budget: fewer rungs, or more epochs)."));
  }

  /** Returns whether one ended well, and the split is known of all that did. */
  private static boolean isKnown(Map<String, Map<String, TuningTrial>> row) {
    List<TuningTrial> ok =
        row.values().stream()
            .flatMap(configuration -> configuration.values().stream())
            .filter(trial -> !Double.isNaN(trial.accuracy()))
            .toList();
    return !ok.isEmpty()
        && ok.stream()
            .map(TuningTrial::validation)
            .allMatch(of -> Chance.isKnown(of.accuracy(), of.images(), of.majorityShare()));
  }

  /** Returns whether the images of a configuration's seeds together are predicted by chance. */
  private static boolean reaches(
      Map<String, TuningTrial> configuration, Map<String, Map<String, TuningTrial>> row) {
    Collection<TuningTrial> seeds = configuration.values();
    if (seeds.stream().anyMatch(trial -> Double.isNaN(trial.accuracy()))) {
      return true; // it is not chosen
    }
    double right = 0;
    double guessed = 0;
    int images = 0;
    for (TuningTrial trial : seeds) {
      TuningTrial.Validation of = trial.validation();
      right += of.accuracy() * of.images();
      guessed += of.majorityShare() * of.images();
      images += of.images();
    }
    return Chance.reaches(right / images, images, guessed / images, row.size());
  }
}
