package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metric.Kind;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Makes tables of results. */
public final class Tables {

  private Tables() {}

  /** Returns the metrics of results, but those of {@link Kind#DELETION} only if a trial has one. */
  public static List<Metric> metrics(List<Trial> trials) {
    return Metric.ofResult().stream()
        .filter(metric -> !isRare(metric) || isKnown(metric, trials))
        .toList();
  }

  private static boolean isRare(Metric metric) {
    return metric.kind() == Kind.DELETION || metric == Metric.TUNING_TRIALS;
  }

  private static boolean isKnown(Metric metric, List<Trial> trials) {
    return trials.stream().anyMatch(trial -> Double.isFinite(trial.result().value(metric)));
  }

  private static List<Metric> compared(List<Trial> trials) {
    return metrics(trials).stream().filter(metric -> metric.kind() != Kind.TRIAL).toList();
  }

  /**
   * Returns a row for each variant and task, for people: mean ± standard error (seeds) of each
   * metric and, where a row has several seeds, median ± median absolute deviation of the
   * accuracies, over the seeds that ended well; shares in percent.
   */
  public static Table comparison(List<Trial> trials) {
    List<VariantRow> rows = VariantRow.of(trials);
    boolean several = rows.stream().anyMatch(row -> row.ok().size() > 1);
    Table table = keys("comparison", rows);
    table.addColumns(text("seeds ok", rows, row -> row.ok().size() + "/" + row.trials().size()));
    if (rows.stream().anyMatch(row -> row.chances().known() > 0)) {
      table.addColumns(text("at chance", rows, row -> row.chances().text()));
    }
    addPretrained(table, rows);
    for (Metric metric : compared(trials)) {
      table.addColumns(text(metric.heading(), rows, row -> Cell.of(metric, row.stat(metric))));
      if (several && metric.kind() == Kind.TEST) {
        table.addColumns(
            text(metric.label() + " median %", rows, r -> Cell.medianPercent(r.stat(metric))));
      }
    }
    return table.addColumns(
        text("parameters", rows, row -> row.values(TrialResult.Size::parameters)),
        text("patches", rows, row -> row.values(TrialResult.Size::patches)),
        text("patch size", rows, row -> row.values(TrialResult.Size::patchSize)));
  }

  /** Returns the same rows for programs: a column for each statistic, shares of 1. */
  static Table comparisonNumbers(List<Trial> trials) {
    List<VariantRow> rows = VariantRow.of(trials);
    Table table = keys("comparison", rows);
    table.addColumns(
        IntColumn.create("seeds_ok", rows.stream().mapToInt(row -> row.ok().size())),
        IntColumn.create("seeds", rows.stream().mapToInt(row -> row.trials().size())),
        IntColumn.create(
            "seeds_at_chance", rows.stream().mapToInt(row -> row.chances().reached())));
    addPretrained(table, rows);
    for (Metric metric : compared(trials)) {
      table.addColumns(number("", rows, metric, Summary::mean));
      table.addColumns(number("_sd", rows, metric, Summary::sd));
      table.addColumns(number("_se", rows, metric, Summary::standardError));
      table.addColumns(
          IntColumn.create(
              metric.column() + "_n", rows.stream().mapToInt(row -> row.stat(metric).count())));
      if (metric.kind() == Kind.TEST) {
        table.addColumns(number("_median", rows, metric, Summary::median));
        table.addColumns(number("_mad", rows, metric, Summary::mad));
      }
    }
    return table.addColumns(
        number("", rows, Metric.MAJORITY_SHARE, Summary::mean),
        text("parameters", rows, row -> row.values(TrialResult.Size::parameters)),
        text("patches", rows, row -> row.values(TrialResult.Size::patches)),
        text("patch_size", rows, row -> row.values(TrialResult.Size::patchSize)));
  }

  /** Adds which rows' encoders began with pretrained parameters, if any did. */
  private static void addPretrained(Table table, List<VariantRow> rows) {
    if (rows.stream().anyMatch(row -> !row.pretrained().isEmpty())) {
      table.addColumns(
          text(
              "pretrained",
              rows,
              row -> row.pretrained().isEmpty() ? Cell.NONE : row.pretrained()));
    }
  }

  /** Returns a row for each trial, for people. */
  static Table trials(List<Trial> trials) {
    Map<Trial, String> labels = new IdentityHashMap<>();
    VariantRow.of(trials)
        .forEach(row -> row.trials().forEach(trial -> labels.put(trial, row.label())));
    List<TrialResult> results = trials.stream().map(Trial::result).toList();
    Table table =
        Table.create(
            "trials",
            text("trial", results, r -> r.key().trial()),
            text("variant", trials, t -> labels.getOrDefault(t, t.result().key().variant())),
            text("task", trials, t -> Facet.of(t.result()).task()),
            text("seed", results, r -> Long.toString(r.key().seed())),
            text(
                "status",
                trials,
                t -> VariantRow.isAtChance(t) ? "at chance" : t.result().outcome().status()),
            text("epochs", results, r -> Integer.toString(r.outcome().epochs())),
            text(
                "best epoch",
                results,
                r -> r.outcome().bestEpoch() > 0 ? "" + r.outcome().bestEpoch() : Cell.NONE));
    for (Metric metric : metrics(trials)) {
      table.addColumns(text(metric.heading(), results, r -> Cell.of(metric, r.value(metric))));
    }
    return table;
  }

  /** Returns a row for each failed trial, with its reason and its log in the run folder. */
  public static Table failures(List<Trial> trials) {
    List<TrialResult> failed = trials.stream().map(Trial::result).filter(r -> !r.ok()).toList();
    return Table.create(
        "failures",
        text("trial", failed, r -> r.key().trial()),
        text("reason", failed, r -> reason(r.outcome())),
        text("log", failed, r -> "trials/" + r.key().trial() + "/log.txt"));
  }

  private static String reason(TrialResult.Outcome outcome) {
    return outcome.reason() == null || outcome.reason().isBlank()
        ? "no reason recorded"
        : outcome.reason();
  }

  /** Returns the columns that name a row; suite, preset and dataset only where they differ. */
  static Table keys(String name, List<VariantRow> rows) {
    List<StringColumn> keys = new ArrayList<>();
    keys.add(text("variant", rows, VariantRow::label));
    Stream.of(
            text("suite", rows, row -> row.facet().suite()),
            text("preset", rows, row -> row.facet().preset()),
            text("dataset", rows, row -> row.facet().dataset()))
        .filter(column -> column.countUnique() > 1)
        .forEach(keys::add);
    keys.add(text("task", rows, row -> row.facet().task()));
    return Table.create(name, keys.toArray(StringColumn[]::new));
  }

  static <T> StringColumn text(String name, List<T> rows, Function<T, String> value) {
    return StringColumn.create(name, rows.stream().map(value));
  }

  private static DoubleColumn number(
      String suffix, List<VariantRow> rows, Metric metric, ToDoubleFunction<Summary> statistic) {
    return DoubleColumn.create(
        metric.column() + suffix,
        rows.stream().mapToDouble(row -> statistic.applyAsDouble(row.stat(metric))));
  }
}
