package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Cost;
import io.ats.experiments.report.Family;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Which variant is the most accurate of those that cost no more than another. */
final class MatchedTable {

  static final String ABOUT =
      "For each variant, the cheapest first, the one of the highest mean test accuracy after the last epoch among those that read"
          + " as many pixels or fewer, and among those that do as many multiply-adds or fewer, where up to 2 % more are as many; it may be"
          + " the variant itself. Means over the same seeds, without a test of the difference.";

  /** What patches that happen to overlap save is no difference. */
  private static final double AS_MANY = 1.02;

  private static final List<Cost> COSTS = List.of(Cost.PIXELS_READ, Cost.MULTIPLY_ADDS);

  private record Line(VariantRow row, Cost cost, VariantRow best) {}

  private MatchedTable() {}

  private static double value(VariantRow row, Cost cost) {
    return row.stat(cost::of).mean();
  }

  private static double accuracy(VariantRow row) {
    return row.stat(Metric.TEST_ACCURACY).mean();
  }

  private static List<Line> lines(List<Family> families) {
    List<Line> lines = new ArrayList<>();
    for (Family family : families) {
      COSTS.forEach(cost -> lines.addAll(lines(family.rows(), cost)));
    }
    return lines;
  }

  /** Returns no line where all cost the same, or at most one has both numbers. */
  private static List<Line> lines(List<VariantRow> all, Cost cost) {
    ToDoubleFunction<VariantRow> value = row -> value(row, cost);
    List<VariantRow> rows =
        all.stream()
            .filter(row -> Double.isFinite(value.applyAsDouble(row)))
            .filter(row -> Double.isFinite(accuracy(row)))
            .sorted(Comparator.comparingDouble(value))
            .toList();
    List<Line> lines = new ArrayList<>();
    if (rows.stream().mapToDouble(value).distinct().count() > 1) {
      for (VariantRow row : rows) {
        VariantRow best =
            rows.stream()
                .filter(other -> other.seeds().equals(row.seeds()))
                .filter(other -> value.applyAsDouble(other) <= AS_MANY * value.applyAsDouble(row))
                .max( // of equals, the cheapest
                    Comparator.comparingDouble(MatchedTable::accuracy)
                        .thenComparing(Comparator.comparingDouble(value).reversed()))
                .orElse(row);
        lines.add(new Line(row, cost, best));
      }
    }
    return lines;
  }

  private static Table keys(List<Line> lines) {
    return Tables.keys("matched", lines.stream().map(Line::row).toList())
        .addColumns(
            Tables.text(
                "cost", lines, l -> "%s (%s)".formatted(l.cost().label(), l.cost().unit())));
  }

  /** Returns a row for each variant and cost, for people. */
  static Table of(List<Family> families) {
    List<Line> lines = lines(families);
    return keys(lines)
        .addColumns(
            Tables.text("amount", lines, l -> cost(l.row(), l.cost())),
            Tables.text("test accuracy %", lines, l -> percent(l.row())),
            Tables.text("best", lines, l -> l.best() == l.row() ? "itself" : l.best().label()),
            Tables.text("its cost", lines, l -> cost(l.best(), l.cost())),
            Tables.text("its test accuracy %", lines, l -> percent(l.best())));
  }

  private static String cost(VariantRow row, Cost cost) {
    return Cell.significant(row.stat(cost::of));
  }

  private static String percent(VariantRow row) {
    return Cell.percent(row.stat(Metric.TEST_ACCURACY));
  }

  /** Returns the same rows for programs, accuracies as shares of 1. */
  static Table numbers(List<Family> families) {
    List<Line> lines = lines(families);
    return keys(lines)
        .addColumns(
            number("amount", lines, l -> value(l.row(), l.cost())),
            number("test_accuracy", lines, l -> accuracy(l.row())),
            Tables.text("best", lines, l -> l.best().label()),
            number("best_cost", lines, l -> value(l.best(), l.cost())),
            number("best_test_accuracy", lines, l -> accuracy(l.best())));
  }

  private static DoubleColumn number(String name, List<Line> lines, ToDoubleFunction<Line> of) {
    return DoubleColumn.create(name, lines.stream().mapToDouble(of));
  }
}
