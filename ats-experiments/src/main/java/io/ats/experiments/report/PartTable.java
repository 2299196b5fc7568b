package io.ats.experiments.report;

import io.ats.experiments.statistics.Summary;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** How each part of a joint task was answered, after the last epoch. */
final class PartTable {

  static final String ABOUT =
      "Test accuracy after the last epoch in each part of a joint task, whose accuracy is their mean: mean ± standard deviation"
          + " and median ± median absolute deviation over the seeds.";

  private record Line(VariantRow row, String part, Map<String, Map<String, Double>> all) {

    Summary accuracy() {
      return row.stat(result -> all.get(result.trial()).getOrDefault(part, Double.NaN));
    }
  }

  private PartTable() {}

  /** Returns a row a variant and part; none where no task is joint. */
  static Table of(List<Trial> trials) {
    Map<String, Map<String, Double>> all =
        trials.stream().collect(Collectors.toMap(t -> t.result().trial(), Trial::partAccuracies));
    List<Line> lines =
        VariantRow.of(trials.stream().map(Trial::result).toList()).stream()
            .flatMap(row -> parts(row, all).map(part -> new Line(row, part, all)))
            .toList();
    Table table = Tables.keys("parts", lines.stream().map(Line::row).toList());
    return table.addColumns(
        Tables.text("part", lines, Line::part),
        Tables.text("test accuracy %", lines, line -> Cell.percent(line.accuracy())),
        Tables.text("test accuracy median %", lines, line -> Cell.medianPercent(line.accuracy())));
  }

  /** Returns the parts that a row's trials have, each once. */
  private static Stream<String> parts(VariantRow row, Map<String, Map<String, Double>> all) {
    return row.ok().stream().flatMap(r -> all.get(r.trial()).keySet().stream()).distinct();
  }
}
