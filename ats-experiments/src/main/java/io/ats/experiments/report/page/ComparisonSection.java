package io.ats.experiments.report.page;

import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.report.charts.Charts;
import io.ats.experiments.report.tables.Tables;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What the page shows first: accuracies with their intervals, and a table of them beside what they
 * cost; of unlike suites one after the other.
 */
final class ComparisonSection {

  /** In their order; the others are behind a switch. */
  private static final List<String> CHOSEN =
      Stream.concat(
              Stream.of(Metric.TEST_ACCURACY.heading()),
              Stream.of(
                  "suite",
                  "preset",
                  "dataset",
                  "task",
                  "seeds ok",
                  "at chance",
                  "pretrained",
                  Metric.OBJECTS_FOUND.heading(),
                  Metric.PIXELS_READ.heading(),
                  Metric.MULTIPLY_ADDS_MILLIONS.heading(),
                  Metric.INFERENCE_MS_PER_IMAGE.heading()))
          .toList();

  private static final String NOTE =
      "<p class=\"note\">Test accuracy after the last epoch: the mean and, of at most 20 seeds, fainter each. Bars: %d %% interval of the mean"
          + " over the seeds, with six seeds or more; where every variant has one seed, over the test images.</p>\n";

  private ComparisonSection() {}

  /** Returns the charts that the page begins with. */
  static String leading(List<Figure> figures) {
    String charts =
        figures.stream()
            .filter(figure -> Charts.isLeading(figure.name()))
            .map(Figure::html)
            .collect(Collectors.joining());
    return charts.isEmpty()
        ? ""
        : "<div class=\"leading\">\n<div class=\"charts\">\n"
            + charts
            + "</div>\n"
            + NOTE.formatted(Estimate.LEVEL)
            + "</div>\n";
  }

  /** Returns the tables. */
  static String of(List<Trial> trials) {
    return BySuite.each(
        trials,
        (suite, own) ->
            HtmlTable.searched(
                ordered(Tables.comparison(bestFirst(own))),
                BySuite.label("Comparison of the variants", suite),
                name -> name.equals("variant") || CHOSEN.contains(name)));
  }

  private static List<Trial> bestFirst(List<Trial> trials) {
    return VariantRow.bestFirst(VariantRow.of(trials)).stream()
        .flatMap(row -> row.trials().stream())
        .toList();
  }

  /** Returns the table with the variant, the chosen columns and then the others. */
  private static Table ordered(Table table) {
    List<Column<?>> columns = new ArrayList<>(List.of(table.column("variant")));
    CHOSEN.stream().filter(table.columnNames()::contains).map(table::column).forEach(columns::add);
    table.columns().stream().filter(column -> !columns.contains(column)).forEach(columns::add);
    return Table.create(table.name(), columns);
  }
}
