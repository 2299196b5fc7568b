package io.ats.experiments.report;

import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.Chance;
import io.ats.experiments.statistics.Summary;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the parts of joint tasks came to on the test split, after the last epoch.
 *
 * @param accuracies by trial and part
 * @param majorityShares by trial and part, fewer where an earlier version wrote none
 */
record PartScores(
    Map<String, Map<String, Double>> accuracies, Map<String, Map<String, Double>> majorityShares) {

  static PartScores of(List<Trial> trials) {
    return new PartScores(
        read(trials, MetricsRow.PART_ACCURACY), read(trials, MetricsRow.PART_MAJORITY_SHARE));
  }

  private static Map<String, Map<String, Double>> read(List<Trial> trials, String prefix) {
    return trials.stream()
        .collect(Collectors.toMap(t -> t.result().trial(), t -> t.ofParts(prefix)));
  }

  /** Returns the parts that a row's trials have, each once. */
  List<String> parts(VariantRow row) {
    return row.ok().stream()
        .flatMap(r -> accuracies.get(r.trial()).keySet().stream())
        .distinct()
        .toList();
  }

  Summary accuracy(VariantRow row, String part) {
    return row.stat(r -> of(accuracies, r, part));
  }

  Summary majorityShare(VariantRow row, String part) {
    return row.stat(r -> of(majorityShares, r, part));
  }

  /** Returns of how many trials it is known whether they are better than chance in a part. */
  int chanceKnown(VariantRow row, String part) {
    return (int) row.ok().stream().filter(r -> isKnown(r, part)).count();
  }

  /** Returns how many of these are no better. */
  int atChance(VariantRow row, String part) {
    return (int) row.ok().stream().filter(r -> isKnown(r, part) && isAtChance(r, part)).count();
  }

  private boolean isAtChance(TrialResult r, String part) {
    return Chance.reaches(of(accuracies, r, part), r.testImages(), of(majorityShares, r, part));
  }

  private boolean isKnown(TrialResult r, String part) {
    return Chance.isKnown(of(accuracies, r, part), r.testImages(), of(majorityShares, r, part));
  }

  private static double of(
      Map<String, Map<String, Double>> values, TrialResult result, String part) {
    return values.getOrDefault(result.trial(), Map.of()).getOrDefault(part, Double.NaN);
  }
}
