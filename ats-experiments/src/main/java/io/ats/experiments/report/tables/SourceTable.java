package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/** The sources' numbers beside ours, where they are comparable; where not, why. */
final class SourceTable {

  static final String ABOUT =
      "The sources' numbers, beside ours where the preset has the source's sizes and schedule and the images are the"
          + " source's; options changed with --set are not taken into account.";

  private static final Map<String, Function<VariantRow, String>> OURS =
      Map.of(
          "test accuracy", row -> Cell.percent(row.stat(Metric.TEST_ACCURACY)),
          "median test accuracy", row -> Cell.medianPercent(row.stat(Metric.TEST_ACCURACY)),
          "test error", row -> Cell.percent(row.stat(r -> 1 - r.value(Metric.TEST_ACCURACY))),
          "peak memory",
              row -> Cell.significant(row.stat(r -> r.value(Metric.PEAK_MEMORY_MB) / 1024)),
          "training",
              row ->
                  Cell.significant(
                      row.stat(r -> r.value(Metric.TRAIN_SECONDS) / r.outcome().epochs())));

  private record Line(SourceNumber number, String ours, String comparable) {}

  private SourceTable() {}

  /** Returns a row for each number; none if no suite's sources have any. */
  static Table of(List<Trial> trials) {
    List<TrialResult> results = trials.stream().map(Trial::result).toList();
    PartScores parts = PartScores.of(trials);
    List<VariantRow> rows = VariantRow.of(results);
    List<Line> lines = new ArrayList<>();
    for (String suite : results.stream().map(result -> result.key().suite()).distinct().toList()) {
      List<VariantRow> own = rows.stream().filter(r -> r.facet().suite().equals(suite)).toList();
      SourceNumber.of(suite).forEach(number -> lines.addAll(lines(number, own, parts)));
    }
    return Table.create(
        "sources",
        Tables.text("row", lines, l -> l.number().row()),
        Tables.text("task", lines, l -> or(l.number().task(), Cell.NONE)),
        Tables.text("metric", lines, l -> l.number().metric() + unit(l.number())),
        Tables.text("source's value", lines, l -> l.number().value()),
        Tables.text("ours", lines, Line::ours),
        Tables.text("comparable", lines, Line::comparable),
        Tables.text("source", lines, l -> l.number().source()));
  }

  /** Returns a line for each preset: a report may join several. */
  private static List<Line> lines(SourceNumber number, List<VariantRow> rows, PartScores parts) {
    List<String> presets = rows.stream().map(row -> row.facet().preset()).distinct().toList();
    return presets.stream()
        .map(
            preset ->
                line(
                    number,
                    rows.stream().filter(r -> r.facet().preset().equals(preset)).toList(),
                    parts))
        .distinct()
        .toList();
  }

  private static Line line(SourceNumber number, List<VariantRow> rows, PartScores parts) {
    Optional<VariantRow> found = find(number, rows);
    Optional<String> ours = found.flatMap(row -> ours(number, row, parts));
    String preset = rows.get(0).facet().preset();
    String no = null;
    if (number.preset().isEmpty()) {
      no = "no: " + number.note();
    } else if (!number.preset().equals(preset)) {
      no = "no: preset %s has the source's setting, this is %s".formatted(number.preset(), preset);
    } else if (found.isEmpty() || found.get().ok().isEmpty()) {
      no = "no: the row has no result here";
    } else if (!found.get().ok().stream()
        .allMatch(r -> r.outcome().origin().contains(number.images()))) {
      no = "no: the images are not the source's";
    } else if (ours.isEmpty()) {
      no = "no: not measured here";
    }
    return no != null
        ? new Line(number, Cell.NONE, no)
        : new Line(
            number, ours.get(), "yes" + (number.note().isEmpty() ? "" : ", but: " + number.note()));
  }

  /** Returns our number, empty where we do not measure it. */
  private static Optional<String> ours(SourceNumber number, VariantRow row, PartScores parts) {
    Optional<String> ofPart =
        parts.parts(row).stream()
            .filter(part -> number.metric().equals("test accuracy of " + part))
            .map(part -> Cell.percent(parts.stat(row, part, Metric.ACCURACY)))
            .findFirst();
    return ofPart.or(() -> Optional.ofNullable(OURS.get(number.metric())).map(f -> f.apply(row)));
  }

  private static Optional<VariantRow> find(SourceNumber number, List<VariantRow> rows) {
    List<VariantRow> task =
        rows.stream()
            .filter(r -> number.task().isEmpty() || r.facet().task().equals(number.task()))
            .toList();
    Optional<VariantRow> labelled =
        task.stream().filter(row -> row.label().equals(number.row())).findFirst();
    List<VariantRow> selected =
        task.stream()
            .filter(row -> row.trials().get(0).key().selector().equals(number.row()))
            .toList();
    return labelled.isPresent() || selected.size() != 1 ? labelled : Optional.of(selected.get(0));
  }

  private static String unit(SourceNumber number) {
    return number.unit().isEmpty() ? "" : " (" + number.unit() + ")";
  }

  private static String or(String text, String absent) {
    return text.isEmpty() ? absent : text;
  }
}
