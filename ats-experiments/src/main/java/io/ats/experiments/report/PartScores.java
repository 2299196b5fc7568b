package io.ats.experiments.report;

import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialResult;
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

  /** Returns how many of the trials that ended well are no better than chance in a part. */
  Chances chances(VariantRow row, String part) {
    return Chances.of(row.ok(), r -> of(accuracies, r, part), r -> of(majorityShares, r, part));
  }

  private static double of(
      Map<String, Map<String, Double>> values, TrialResult result, String part) {
    return values.getOrDefault(result.trial(), Map.of()).getOrDefault(part, Double.NaN);
  }
}
