package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Chances;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Summary;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Test accuracy on each part of a joint task, after the last epoch. */
final class PartTable {

  static final String ABOUT =
      "Test accuracy after the last epoch on each part of a joint task, whose accuracy is their"
          + " mean: mean ± standard error (seeds) and median ± median absolute deviation over the"
          + " seeds; at chance: trials no better on the part than its most frequent label.";

  private record Line(VariantRow row, String part) {

    Summary accuracy() {
      return PartScores.stat(row, part, Metric.ACCURACY);
    }

    Summary majorityShare() {
      return PartScores.stat(row, part, Metric.MAJORITY_SHARE);
    }

    Chances chances() {
      return PartScores.chances(row, part);
    }
  }

  private PartTable() {}

  private static List<Line> lines(List<Trial> trials) {
    return VariantRow.of(trials).stream()
        .flatMap(row -> PartScores.parts(row).stream().map(part -> new Line(row, part)))
        .toList();
  }

  private static Table keys(List<Line> lines) {
    return Tables.keys("parts", lines.stream().map(Line::row).toList())
        .addColumns(Tables.text("part", lines, Line::part));
  }

  /** Returns a row for each variant and part, for people; none where no task is joint. */
  static Table of(List<Trial> trials) {
    List<Line> lines = lines(trials);
    Table table = keys(lines);
    if (lines.stream().anyMatch(line -> line.chances().known() > 0)) {
      table.addColumns(Tables.text("at chance", lines, line -> line.chances().text()));
    }
    return table.addColumns(
        Tables.text("test accuracy %", lines, line -> Cell.percent(line.accuracy())),
        Tables.text("test accuracy median %", lines, line -> Cell.medianPercent(line.accuracy())),
        Tables.text("majority share %", lines, line -> Cell.percent(line.majorityShare())));
  }

  /** Returns the same rows for programs: a column for each statistic, shares of 1. */
  static Table numbers(List<Trial> trials) {
    List<Line> lines = lines(trials);
    return keys(lines)
        .addColumns(
            IntColumn.create(
                "seeds_at_chance", lines.stream().mapToInt(line -> line.chances().reached())),
            IntColumn.create(
                "seeds_chance_known", lines.stream().mapToInt(line -> line.chances().known())),
            number("test_accuracy", lines, line -> line.accuracy().mean()),
            number("test_accuracy_sd", lines, line -> line.accuracy().sd()),
            number("test_accuracy_se", lines, line -> line.accuracy().standardError()),
            IntColumn.create(
                "test_accuracy_n", lines.stream().mapToInt(line -> line.accuracy().count())),
            number("test_accuracy_median", lines, line -> line.accuracy().median()),
            number("test_accuracy_mad", lines, line -> line.accuracy().mad()),
            number("majority_share", lines, line -> line.majorityShare().mean()));
  }

  private static DoubleColumn number(
      String name, List<Line> lines, ToDoubleFunction<Line> statistic) {
    return DoubleColumn.create(name, lines.stream().mapToDouble(statistic));
  }
}
