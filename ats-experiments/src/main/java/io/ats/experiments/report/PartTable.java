package io.ats.experiments.report;

import io.ats.experiments.results.TrialResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** How each part of a joint task was answered, after the last epoch. */
final class PartTable {

  static final String ABOUT =
      "Test accuracy after the last epoch in each part of a joint task, whose accuracy is their mean: mean ± standard deviation"
          + " and median ± median absolute deviation over the seeds.";

  private record Line(VariantRow row, String part, Map<String, Map<String, Double>> all) {

    double accuracy(TrialResult result) {
      return all.getOrDefault(result.trial(), Map.of()).getOrDefault(part, Double.NaN);
    }
  }

  private PartTable() {}

  /** Returns a row a variant and part; none where no task is joint. */
  static Table of(List<Trial> trials) {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    trials.forEach(trial -> all.put(trial.result().trial(), trial.partAccuracies()));
    List<Line> lines =
        VariantRow.of(trials.stream().map(Trial::result).toList()).stream()
            .flatMap(
                row ->
                    row.ok().stream()
                        .flatMap(result -> all.get(result.trial()).keySet().stream())
                        .distinct()
                        .map(part -> new Line(row, part, all)))
            .toList();
    return Table.create(
        "parts",
        Tables.text("variant", lines, line -> line.row().label()),
        Tables.text("task", lines, line -> line.row().facet().task()),
        Tables.text("part", lines, Line::part),
        Tables.text(
            "test accuracy %", lines, line -> Cell.percent(line.row().stat(line::accuracy))),
        Tables.text(
            "test accuracy median %",
            lines, line -> Cell.medianPercent(line.row().stat(line::accuracy))));
  }
}
