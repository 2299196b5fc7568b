package io.ats.experiments.report.tables;

import io.ats.experiments.report.Chances;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.Summary;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Metrics of the parts of joint tasks on the test split, after the last epoch.
 *
 * @param byTrial by the trial's identifier and the part's name
 */
record PartScores(Map<String, Map<String, Metrics>> byTrial) {

  static PartScores of(List<Trial> trials) {
    return new PartScores(trials.stream().collect(Collectors.toMap(Trial::id, Trial::parts)));
  }

  /** Returns the distinct parts of a row's trials. */
  List<String> parts(VariantRow row) {
    return row.ok().stream()
        .flatMap(result -> byTrial.get(result.key().trial()).keySet().stream())
        .distinct()
        .toList();
  }

  /** Returns the summary of a metric over a row's trials that ended well. */
  Summary stat(VariantRow row, String part, Metric metric) {
    return row.stat(result -> value(result, part, metric));
  }

  /** Returns how many of the trials that ended well are no better than chance on a part. */
  Chances chances(VariantRow row, String part) {
    return Chances.of(
        row.ok(),
        result -> value(result, part, Metric.ACCURACY),
        result -> value(result, part, Metric.MAJORITY_SHARE));
  }

  private double value(TrialResult result, String part, Metric metric) {
    return byTrial.get(result.key().trial()).getOrDefault(part, Metrics.NONE).get(metric);
  }
}
