package io.ats.experiments.report.tables;

import io.ats.experiments.report.Chances;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.statistics.Summary;
import java.util.List;

/** Metrics of the parts of joint tasks on the test split, after the last epoch. */
final class PartScores {

  private PartScores() {}

  /** Returns the distinct parts of a row's trials. */
  static List<String> parts(VariantRow row) {
    return row.ok().stream().flatMap(trial -> trial.parts().keySet().stream()).distinct().toList();
  }

  /** Returns the summary of a metric over a row's trials that ended well. */
  static Summary stat(VariantRow row, String part, Metric metric) {
    return row.stat(trial -> value(trial, part, metric));
  }

  /** Returns how many of the trials that ended well are no better than chance on a part. */
  static Chances chances(VariantRow row, String part) {
    return Chances.of(
        row.ok(),
        trial -> value(trial, part, Metric.ACCURACY),
        trial -> value(trial, part, Metric.MAJORITY_SHARE));
  }

  private static double value(Trial trial, String part, Metric metric) {
    return trial.parts().getOrDefault(part, Metrics.NONE).get(metric);
  }
}
