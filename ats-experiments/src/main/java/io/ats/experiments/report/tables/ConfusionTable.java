package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Confusion;
import io.ats.experiments.report.Shown;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Which classes were taken for which other. */
final class ConfusionTable {

  /** Pairs of each variant and part of a task that people are shown. */
  private static final int MOST = 10;

  static final String ABOUT =
      "The classes that were most often taken for another: number of test images after the last epoch, summed over the seeds,"
          + " and their share of the class's; at most "
          + MOST
          + " pairs of each variant. The CSV file has the whole confusion matrices.";

  private record Pair(VariantRow row, Confusion of, int label, int predicted) {

    int images() {
      return of.counts()[label][predicted];
    }

    String named(int index) {
      return Shown.name(of.classes().get(index));
    }
  }

  private ConfusionTable() {}

  private static Stream<Pair> pairs(VariantRow row, Confusion of) {
    int classes = of.classes().size();
    return IntStream.range(0, classes * classes)
        .mapToObj(i -> new Pair(row, of, i / classes, i % classes))
        .filter(pair -> pair.images() > 0);
  }

  private static Table table(List<Pair> pairs) {
    Table table = Tables.keys("confusions", pairs.stream().map(Pair::row).toList());
    StringColumn parts = Tables.text("part", pairs, pair -> pair.of().part());
    if (pairs.stream().anyMatch(pair -> !pair.of().part().isEmpty())) {
      table.addColumns(parts);
    }
    return table.addColumns(
        Tables.text("true", pairs, pair -> pair.named(pair.label())),
        Tables.text("predicted", pairs, pair -> pair.named(pair.predicted())),
        IntColumn.create("images", pairs.stream().mapToInt(Pair::images)));
  }

  /** Returns the most frequent errors of each variant, for people. */
  static Table of(List<Trial> trials) {
    List<Pair> errors =
        VariantRow.of(trials).stream()
            .flatMap(
                row ->
                    Confusion.of(row).stream()
                        .flatMap(
                            of ->
                                pairs(row, of)
                                    .filter(pair -> pair.label() != pair.predicted())
                                    .sorted(Comparator.comparingInt(pair -> -pair.images()))
                                    .limit(MOST)))
            .toList();
    return table(errors)
        .addColumns(
            Tables.text(
                "of the class %",
                errors,
                e -> Cell.of(Metric.TEST_ACCURACY, e.of().share(e.label(), e.predicted()))));
  }

  /** Returns every pair of classes with an image, for programs. */
  static Table numbers(List<Trial> trials) {
    return table(
        VariantRow.of(trials).stream()
            .flatMap(row -> Confusion.of(row).stream().flatMap(of -> pairs(row, of)))
            .toList());
  }
}
