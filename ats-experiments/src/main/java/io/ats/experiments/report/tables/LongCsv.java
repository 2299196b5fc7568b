package io.ats.experiments.report.tables;

import io.ats.datasets.input.Csv;
import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import java.util.ArrayList;
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
        TrialResult result = trial.result();
        List<String> start = List.of(row.label(), task, Long.toString(result.key().seed()));
        for (Metric metric : Metric.ofResult()) {
          double value = result.value(metric);
          if (!Double.isNaN(value)) {
            add(text, start, metric.column(), Double.toString(value));
          }
        }
        if (result.size().parameters() > 0) {
          add(text, start, "parameters", Long.toString(result.size().parameters()));
        }
      }
    }
    return text.toString();
  }

  private static void add(StringBuilder text, List<String> start, String metric, String value) {
    List<String> cells = new ArrayList<>(start);
    cells.addAll(List.of(metric, value));
    text.append(Csv.line(cells));
  }
}
