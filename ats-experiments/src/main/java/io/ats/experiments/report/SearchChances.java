package io.ats.experiments.report;

import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.results.TuningTrial.Validation;
import io.ats.experiments.statistics.Chance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of a search of which no configuration is clearly above chance: what is chosen among them may
 * be luck.
 */
public final class SearchChances {

  private static final String BEGUN =
      "Which of these went on may be luck: train longer from the start (search.budget: fewer rungs,"
          + " or more epochs).";
  private static final String ENDED =
      "What was chosen for them may be luck: they need longer training or other ranges.";

  private SearchChances() {}

  /**
   * A row's trials of a rung, by the values of their configuration.
   *
   * @param configurations those with equal values are trained once, and are one
   */
  private record Row(String label, Map<String, List<Validation>> configurations) {

    static Row of(String label, List<TuningTrial> trials) {
      Map<String, TuningTrial> each = new LinkedHashMap<>();
      trials.forEach(trial -> each.put(trial.trial(), trial));
      return new Row(
          label,
          each.values().stream()
              .collect(
                  Collectors.groupingBy(
                      TuningTrial::values,
                      Collectors.mapping(TuningTrial::validation, Collectors.toList()))));
    }

    /** Returns whether there was a choice, one ended well, and the split is known of all such. */
    boolean isJudged() {
      List<Validation> ok =
          configurations.values().stream().flatMap(List::stream).filter(Validation::ok).toList();
      return configurations.size() > 1
          && !ok.isEmpty()
          && ok.stream()
              .allMatch(of -> Chance.isKnown(of.accuracy(), of.images(), of.majorityShare()));
    }

    boolean isAtChance() {
      return configurations.values().stream().allMatch(this::isAtChance);
    }

    /** Takes the images of all seeds together; a configuration that failed is not chosen. */
    private boolean isAtChance(List<Validation> seeds) {
      int images = seeds.stream().mapToInt(Validation::images).sum();
      double right = seeds.stream().mapToDouble(of -> of.accuracy() * of.images()).sum();
      double guessed = seeds.stream().mapToDouble(of -> of.majorityShare() * of.images()).sum();
      return !seeds.stream().allMatch(Validation::ok)
          || Chance.reaches(right / images, images, guessed / images, configurations.size());
    }
  }

  /**
   * Returns what is to be said of a rung whose trials have ended, if anything: the rows without a
   * configuration that did clearly better on validation than a guess of the most frequent label
   * (exact binomial test, Bonferroni over the row's configurations).
   *
   * @param rung from 0, the shortest training
   * @param last whether no longer training follows
   */
  public static Optional<String> of(List<TuningTrial> trials, int rung, boolean last) {
    Map<String, List<TuningTrial>> all =
        trials.stream()
            .filter(trial -> trial.rung() == rung)
            .collect(
                Collectors.groupingBy(TuningTrial::row, LinkedHashMap::new, Collectors.toList()));
    List<Row> rows =
        all.entrySet().stream()
            .map(row -> Row.of(row.getKey(), row.getValue()))
            .filter(Row::isJudged)
            .toList();
    List<String> atChance = rows.stream().filter(Row::isAtChance).map(Row::label).toList();
    return atChance.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Rung %d: in %d of %d rows no configuration did clearly better on validation than a guess of the most frequent label (%s). %s"
                .formatted(
                    rung,
                    atChance.size(),
                    rows.size(),
                    String.join(", ", atChance),
                    last ? ENDED : BEGUN));
  }
}
