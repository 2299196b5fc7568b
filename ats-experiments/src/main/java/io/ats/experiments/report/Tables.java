package io.ats.experiments.report;

import io.ats.experiments.results.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  private static final Map<String, ToDoubleFunction<TrialResult>> SHARES = new LinkedHashMap<>();
  private static final Map<String, ToDoubleFunction<TrialResult>> COSTS = new LinkedHashMap<>();

  static {
    SHARES.put("test accuracy", TrialResult::testAccuracy);
    SHARES.put("best test accuracy", TrialResult::bestTestAccuracy);
    SHARES.put("attention on objects", TrialResult::attentionOnObjects);
    COSTS.put("train s", TrialResult::trainSeconds);
    COSTS.put("inference ms/image", TrialResult::inferenceMsPerImage);
    COSTS.put("peak MB", TrialResult::peakMemoryMb);
  }

  private Tables() {}

  /**
   * Returns a row a variant and task to be read by people: mean ± sample standard deviation over
   * the seeds that ended well, shares in percent.
   */
  public static Table comparison(List<TrialResult> results) {
    List<VariantRow> rows = VariantRow.of(results);
    Table table = keys("comparison", rows);
    table.addColumns(text("seeds ok", rows, row -> row.ok().size() + "/" + row.trials().size()));
    SHARES.forEach(
        (name, value) ->
            table.addColumns(text(name + " %", rows, row -> row.stat(value).percent())));
    COSTS.forEach(
        (name, value) -> table.addColumns(text(name, rows, row -> row.stat(value).significant())));
    table.addColumns(
        text("parameters", rows, row -> row.values(TrialResult::parameters)),
        text("patches", rows, row -> row.values(TrialResult::patches)),
        text("patch size", rows, row -> row.values(TrialResult::patchSize)));
    return table;
  }

  /** Returns the same rows for programs: means and standard deviations apart, shares of 1. */
  public static Table comparisonNumbers(List<TrialResult> results) {
    List<VariantRow> rows = VariantRow.of(results);
    Table table = keys("comparison", rows);
    table.addColumns(
        IntColumn.create("seeds_ok", rows.stream().mapToInt(row -> row.ok().size())),
        IntColumn.create("seeds", rows.stream().mapToInt(row -> row.trials().size())));
    Map<String, ToDoubleFunction<TrialResult>> all = new LinkedHashMap<>(SHARES);
    all.putAll(COSTS);
    all.forEach(
        (name, value) -> {
          String column = name.replaceAll("[ /]", "_").toLowerCase(java.util.Locale.ROOT);
          table.addColumns(
              DoubleColumn.create(column, rows.stream().mapToDouble(row -> row.stat(value).mean())),
              DoubleColumn.create(
                  column + "_sd", rows.stream().mapToDouble(row -> row.stat(value).sd())));
        });
    table.addColumns(
        text("parameters", rows, row -> row.values(TrialResult::parameters)),
        text("patches", rows, row -> row.values(TrialResult::patches)),
        text("patch_size", rows, row -> row.values(TrialResult::patchSize)));
    return table;
  }

  /** Returns a row a trial to be read by people. */
  public static Table trials(List<TrialResult> results) {
    Table table = Table.create("trials");
    table.addColumns(
        text("trial", results, TrialResult::trial),
        text("task", results, TrialResult::task),
        text("seed", results, r -> Long.toString(r.seed())),
        text("status", results, TrialResult::status),
        text("epochs", results, r -> Integer.toString(r.epochs())),
        text("train loss", results, r -> one(r.trainLoss()).significant()),
        text("train accuracy %", results, r -> one(r.trainAccuracy()).percent()));
    SHARES.forEach(
        (name, value) ->
            table.addColumns(
                text(name + " %", results, r -> one(value.applyAsDouble(r)).percent())));
    table.addColumns(
        text(
            "best epoch",
            results,
            r -> r.bestEpoch() > 0 ? Integer.toString(r.bestEpoch()) : MeanSd.NONE));
    COSTS.forEach(
        (name, value) ->
            table.addColumns(text(name, results, r -> one(value.applyAsDouble(r)).significant())));
    return table;
  }

  /** Returns a row a failed trial, with its reason and its log in the run folder. */
  public static Table failures(List<TrialResult> results) {
    List<TrialResult> failed = results.stream().filter(r -> !r.ok()).toList();
    return Table.create(
        "failures",
        text("trial", failed, TrialResult::trial),
        text("reason", failed, r -> r.reason().isBlank() ? "no reason recorded" : r.reason()),
        text("log", failed, r -> "trials/" + r.trial() + "/log.txt"));
  }

  /** The columns that name a row; suite, preset and dataset only where they differ. */
  private static Table keys(String name, List<VariantRow> rows) {
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

  private static <T> StringColumn text(String name, List<T> rows, Function<T, String> value) {
    return StringColumn.create(name, rows.stream().map(value));
  }

  private static MeanSd one(double value) {
    return MeanSd.of(java.util.stream.DoubleStream.of(value));
  }
}
