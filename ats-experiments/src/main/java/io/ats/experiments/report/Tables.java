package io.ats.experiments.report;

import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  private static final Map<String, ToDoubleFunction<TrialResult>> ACCURACIES =
      new LinkedHashMap<>();
  private static final Map<String, ToDoubleFunction<TrialResult>> SHARES = new LinkedHashMap<>();
  private static final Map<String, ToDoubleFunction<TrialResult>> COSTS = new LinkedHashMap<>();

  static {
    ACCURACIES.put("test accuracy", TrialResult::testAccuracy);
    ACCURACIES.put("best test accuracy", TrialResult::bestTestAccuracy);
    SHARES.putAll(ACCURACIES);
    SHARES.put("attention on objects", TrialResult::attentionOnObjects);
    COSTS.put("train s", TrialResult::trainSeconds);
    COSTS.put("inference ms/image", TrialResult::inferenceMsPerImage);
    COSTS.put("peak MB", TrialResult::peakMemoryMb);
  }

  private Tables() {}

  /**
   * Returns a row a variant and task to be read by people: mean ± sample standard deviation and,
   * where a row has several seeds, median ± median absolute deviation of the accuracies, over the
   * seeds that ended well; shares in percent.
   */
  public static Table comparison(List<TrialResult> results) {
    List<VariantRow> rows = VariantRow.of(results);
    boolean several = rows.stream().anyMatch(row -> row.ok().size() > 1);
    Table table = keys("comparison", rows);
    table.addColumns(text("seeds ok", rows, row -> row.ok().size() + "/" + row.trials().size()));
    if (rows.stream().anyMatch(row -> row.chances().known() > 0)) {
      table.addColumns(text("at chance", rows, row -> row.chances().text()));
    }
    SHARES.forEach(
        (name, value) -> {
          table.addColumns(text(name + " %", rows, row -> Cell.percent(row.stat(value))));
          if (several && ACCURACIES.containsKey(name)) {
            table.addColumns(
                text(name + " median %", rows, row -> Cell.medianPercent(row.stat(value))));
          }
        });
    COSTS.forEach(
        (name, value) ->
            table.addColumns(text(name, rows, row -> Cell.significant(row.stat(value)))));
    table.addColumns(
        text("parameters", rows, row -> row.values(TrialResult::parameters)),
        text("patches", rows, row -> row.values(TrialResult::patches)),
        text("patch size", rows, row -> row.values(TrialResult::patchSize)));
    return table;
  }

  /** Returns the same rows for programs: a column a statistic, shares of 1. */
  public static Table comparisonNumbers(List<TrialResult> results) {
    List<VariantRow> rows = VariantRow.of(results);
    Table table = keys("comparison", rows);
    table.addColumns(
        IntColumn.create("seeds_ok", rows.stream().mapToInt(row -> row.ok().size())),
        IntColumn.create("seeds", rows.stream().mapToInt(row -> row.trials().size())),
        IntColumn.create(
            "seeds_at_chance", rows.stream().mapToInt(row -> row.chances().reached())));
    Map<String, ToDoubleFunction<TrialResult>> all = new LinkedHashMap<>(SHARES);
    all.putAll(COSTS);
    all.forEach(
        (name, value) -> {
          String column = name.replaceAll("[ /]", "_").toLowerCase(Locale.ROOT);
          table.addColumns(number(column, rows, value, Summary::mean));
          table.addColumns(number(column + "_sd", rows, value, Summary::sd));
          if (ACCURACIES.containsKey(name)) {
            table.addColumns(number(column + "_median", rows, value, Summary::median));
            table.addColumns(number(column + "_mad", rows, value, Summary::mad));
          }
        });
    table.addColumns(
        number("majority_share", rows, TrialResult::majorityShare, Summary::mean),
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
        text("variant", results, TrialResult::variant),
        text("task", results, TrialResult::task),
        text("seed", results, r -> Long.toString(r.seed())),
        text("status", results, r -> VariantRow.isAtChance(r) ? "at chance" : r.status()),
        text("epochs", results, r -> Integer.toString(r.epochs())),
        text("train loss", results, r -> Cell.significant(r.trainLoss())),
        text("train accuracy %", results, r -> Cell.percent(r.trainAccuracy())));
    SHARES.forEach(
        (name, value) ->
            table.addColumns(
                text(name + " %", results, r -> Cell.percent(value.applyAsDouble(r)))));
    table.addColumns(
        text(
            "majority share %",
            results, r -> r.testImages() > 0 ? Cell.percent(r.majorityShare()) : Cell.NONE),
        text(
            "best epoch",
            results,
            r -> r.bestEpoch() > 0 ? Integer.toString(r.bestEpoch()) : Cell.NONE));
    COSTS.forEach(
        (name, value) ->
            table.addColumns(text(name, results, r -> Cell.significant(value.applyAsDouble(r)))));
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
      String name,
      List<VariantRow> rows,
      ToDoubleFunction<TrialResult> value,
      ToDoubleFunction<Summary> statistic) {
    return DoubleColumn.create(
        name, rows.stream().mapToDouble(row -> statistic.applyAsDouble(row.stat(value))));
  }
}
