package io.ats.experiments.report.tables;

import io.ats.datasets.input.Csv;
import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import java.util.List;

/**
 * Every number of every trial on a line of its own, {@code row,task,seed,metric,value}, which
 * pandas and rliable read as they are. A task names suite, preset, dataset and task, so that it is
 * the same whatever else is in the report.
 */
public final class LongCsv {

  private LongCsv() {}

  /** Returns the file's text: the trials that ended well, numbers that exist. */
  public static String text(List<Trial> trials) {
    StringBuilder text =
        new StringBuilder(Csv.line(List.of("row", "task", "seed", "metric", "value")));
    for (VariantRow row : VariantRow.of(trials)) {
      Facet facet = row.facet();
      String task =
          String.join(" ", facet.suite() + "@" + facet.preset(), facet.dataset(), facet.task());
      for (Trial trial : row.ok()) {
        for (Metric metric : Metric.ofResult()) {
          double value = trial.result().value(metric);
          if (!Double.isNaN(value)) {
            text.append(
                Csv.line(
                    List.of(
                        row.label(),
                        task,
                        Long.toString(trial.result().key().seed()),
                        metric.column(),
                        Double.toString(value))));
          }
        }
      }
    }
    return text.toString();
  }
}
