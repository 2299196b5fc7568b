package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.TaskSet;
import io.ats.experiments.statistics.Estimate;
import io.ats.experiments.statistics.InterquartileMean;
import io.ats.experiments.statistics.ProbabilityOfImprovement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Compares variants over all tasks of a suite by their test accuracies after the last epoch. */
final class TaskTable {

  private static final String ABOUT =
      "Test accuracy after the last epoch over all tasks of a suite, as it is: tasks are not"
          + " brought to one scale. Interquartile mean of all runs: without their lowest and"
          + " highest quarter. Improvement: the probability that a run is above one of the first"
          + " row on the same task, equal ones counting half; mean over the tasks. In brackets: "
          + Estimate.LEVEL
          + " % intervals, stratified bootstrap (10,000 resamples of seeds within each task,"
          + " percentiles).";

  private record Line(
      String set, String variant, int tasks, int seeds, Estimate mean, Estimate improvement) {}

  private final List<TaskSet> sets;
  private final List<Line> lines = new ArrayList<>();

  TaskTable(List<TaskSet> sets) {
    this.sets = sets;
    for (TaskSet set : sets) {
      double[][] first = set.scores().get(set.variants().get(0));
      set.scores()
          .forEach(
              (variant, scores) ->
                  lines.add(
                      new Line(
                          set.title(sets),
                          variant,
                          set.tasks().size(),
                          set.seeds().size(),
                          InterquartileMean.of(scores),
                          scores == first
                              ? new Estimate(Double.NaN, Double.NaN, Double.NaN)
                              : ProbabilityOfImprovement.of(scores, first))));
    }
  }

  /** Returns what the table shows, and which variants it does not. */
  String about() {
    List<String> out = sets.stream().flatMap(set -> set.incomplete().stream()).distinct().toList();
    return ABOUT
        + (out.isEmpty()
            ? ""
            : out.stream()
                .collect(
                    Collectors.joining(", ", " Without a result for each task and seed: ", ".")));
  }

  /** Returns a row for each variant, for people; none unless a suite has several tasks. */
  Table table() {
    return keys()
        .addColumns(
            Tables.text("interquartile mean %", lines, line -> Cell.percent(line.mean())),
            Tables.text(
                "improvement over first row %", lines, line -> Cell.percent(line.improvement())));
  }

  /** Returns the same rows for programs, shares of 1. */
  Table numbers() {
    Table table = keys();
    add(table, "interquartile_mean", Line::mean);
    add(table, "improvement", Line::improvement);
    return table;
  }

  private void add(Table table, String name, Function<Line, Estimate> part) {
    table.addColumns(
        DoubleColumn.create(name, lines.stream().mapToDouble(l -> part.apply(l).value())),
        DoubleColumn.create(name + "_low", lines.stream().mapToDouble(l -> part.apply(l).low())),
        DoubleColumn.create(name + "_high", lines.stream().mapToDouble(l -> part.apply(l).high())));
  }

  private Table keys() {
    Table table = Table.create("tasks", Tables.text("variant", lines, Line::variant));
    if (sets.size() > 1) {
      table.addColumns(Tables.text("suite", lines, Line::set));
    }
    return table.addColumns(
        IntColumn.create("tasks", lines.stream().mapToInt(Line::tasks)),
        IntColumn.create("seeds", lines.stream().mapToInt(Line::seeds)));
  }
}
