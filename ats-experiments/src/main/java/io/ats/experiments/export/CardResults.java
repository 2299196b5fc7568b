package io.ats.experiments.export;

import io.ats.core.data.Split;
import io.ats.experiments.report.Cell;
import io.ats.experiments.results.BusyMachine;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.train.KeptEpoch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a model's epoch was chosen, and the trial's numbers with the split and epoch of each.
 *
 * @param export the model
 */
record CardResults(Export export) {

  private static final String TRAIN = "train";
  private static final String VALIDATION = "validation";
  private static final String TEST = "test";

  void add(Markdown page) throws IOException {
    TrialResult result = export.trial().result();
    int last = result.outcome().epochs();
    page.line(chosen(last));
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(Metric.ACCURACY, VALIDATION, export.epoch(), validation().value(Metric.ACCURACY)));
    result
        .metrics()
        .values()
        .forEach(
            (metric, value) -> {
              if (metric != Metric.VALIDATION_IMAGES) { // which is of no epoch
                int epoch =
                    metric == Metric.BEST_TEST_ACCURACY ? result.outcome().bestEpoch() : last;
                rows.add(row(metric, split(metric), epoch, value));
              }
            });
    page.table(List.of("number", "split", "after epoch", "value", "meaning"), rows);
    costs(page, result.cost());
    String busy = BusyMachine.warning(result, export.trial().provenance());
    if (!busy.isEmpty()) {
      page.line("");
      page.line("It " + busy + ".");
    }
  }

  private String chosen(int last) {
    String before = "The parameters are those after epoch %d of %d".formatted(export.epoch(), last);
    String how =
        export.kept() == KeptEpoch.LAST
            ? ", where its configuration ends the training; no result chose it."
            : ", the one with the highest accuracy on the validation split, the first of equals; the test split had no part in the choice.";
    return before
        + how
        + " Numbers after another epoch are of the same training, and of other parameters than these.";
  }

  private MetricsRow validation() throws IOException {
    TrialFolder folder = export.trial().folder();
    Checksums.read(folder).check(folder.metrics());
    return MetricsCsv.read(folder.metrics()).stream()
        .filter(row -> row.split() == Split.VALIDATION && row.epoch() == export.epoch())
        .findFirst()
        .orElseGet(() -> new MetricsRow(export.epoch(), Split.VALIDATION, 0, Metrics.NONE));
  }

  private static String split(Metric metric) {
    return switch (metric) {
      case TRAIN_LOSS, TRAIN_ACCURACY -> TRAIN;
      case VALIDATION_ACCURACY, VALIDATION_MAJORITY_SHARE -> VALIDATION;
      default -> TEST;
    };
  }

  private static List<String> row(Metric metric, String split, int epoch, double value) {
    return List.of(
        metric.label(), split, Integer.toString(epoch), shown(metric, value), metric.meaning());
  }

  private static String shown(Metric metric, double value) {
    return Double.isNaN(value) ? Cell.NONE : Cell.of(metric, value) + " " + metric.unit();
  }

  private static void costs(Markdown page, Metrics cost) {
    List<List<String>> rows = new ArrayList<>();
    cost.values()
        .forEach(
            (metric, value) ->
                rows.add(List.of(metric.label(), shown(metric, value), metric.meaning())));
    page.line("");
    page.line("What it cost on the machine that is named below:");
    page.table(List.of("cost", "value", "meaning"), rows);
  }
}
