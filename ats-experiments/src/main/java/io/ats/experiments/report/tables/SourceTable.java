package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Published;
import io.ats.experiments.report.Shown;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/** The sources' numbers beside ours, where they are comparable; where not, why. */
final class SourceTable {

  static final String ABOUT =
      "The sources' numbers, beside ours where every option but the seed is that of the preset with"
          + " the source's sizes and schedule, and the images are the source's. Ours: mean ±"
          + " standard error (seeds); what a source's ± is, it says.";

  private static final int MOST_OPTIONS = 6;

  /** Options that change no number: what is drawn, and where the data lie. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "training.pictures",
          "training.picture-every",
          "training.deletion",
          "dataset.mnist",
          "dataset.path");

  private static final Map<String, Function<VariantRow, String>> OURS =
      Map.of(
          "test accuracy",
          row -> Cell.percent(row.stat(Metric.TEST_ACCURACY)),
          "median test accuracy",
          row -> Cell.medianPercent(row.stat(Metric.TEST_ACCURACY)),
          "train accuracy",
          row -> Cell.percent(row.stat(Metric.TRAIN_ACCURACY)),
          "parameters",
          row -> Cell.significant(row.stat(t -> t.result().size().parameters() / 1e6)),
          "test error",
          row -> Cell.percent(row.stat(t -> 1 - t.result().value(Metric.TEST_ACCURACY))),
          "peak memory",
          row -> Cell.significant(row.stat(t -> t.result().value(Metric.PEAK_MEMORY_MB) / 1024)),
          "training",
          row ->
              Cell.significant(
                  row.stat(
                      t ->
                          t.result().value(Metric.TRAIN_SECONDS) / t.result().outcome().epochs())));

  private record Line(SourceNumber number, String ours, String comparable) {}

  private final Published published;

  private SourceTable(Published published) {
    this.published = published;
  }

  /** Returns a row for each number; none if no suite's sources have any. */
  static Table of(List<Trial> trials, Published published) {
    return of(trials, published, SourceNumber::of);
  }

  /** Returns the same; {@code numbers} returns those of a suite's sources. */
  static Table of(
      List<Trial> trials, Published published, Function<String, List<SourceNumber>> numbers) {
    SourceTable table = new SourceTable(published);
    List<VariantRow> rows = VariantRow.of(trials);
    List<Line> lines = new ArrayList<>();
    for (String suite : rows.stream().map(row -> row.facet().suite()).distinct().toList()) {
      List<VariantRow> own = rows.stream().filter(r -> r.facet().suite().equals(suite)).toList();
      numbers.apply(suite).forEach(number -> lines.addAll(table.lines(number, own)));
    }
    return Table.create(
        "sources",
        Tables.text("row", lines, l -> l.number().row()),
        Tables.text("task", lines, l -> or(l.number().task(), Cell.NONE)),
        Tables.text("metric", lines, l -> l.number().metric() + unit(l.number())),
        Tables.text("source's value", lines, l -> value(l.number())),
        Tables.text("ours", lines, Line::ours),
        Tables.text("comparable", lines, Line::comparable),
        Tables.text("source", lines, l -> source(l.number())));
  }

  /** Returns a line for each variant of each preset that is the number's row: there may be more. */
  private List<Line> lines(SourceNumber number, List<VariantRow> rows) {
    return rows.stream()
        .map(row -> row.facet().preset())
        .distinct()
        .flatMap(
            preset -> {
              List<VariantRow> own =
                  rows.stream().filter(r -> r.facet().preset().equals(preset)).toList();
              List<VariantRow> found = find(number, own);
              return found.isEmpty()
                  ? List.of(line(number, preset, Optional.empty())).stream()
                  : found.stream().map(row -> line(number, preset, Optional.of(row)));
            })
        .distinct()
        .toList();
  }

  private Line line(SourceNumber number, String preset, Optional<VariantRow> found) {
    Optional<String> ours = found.flatMap(row -> ours(number, row));
    String no = null;
    if (number.preset().isEmpty()) {
      no = "no: " + number.note();
    } else if (!number.preset().equals(preset)) {
      no = "no: preset %s has the source's setting, this is %s".formatted(number.preset(), preset);
    } else if (found.isEmpty() || found.get().ok().isEmpty()) {
      no = "no: the row has no result here";
    } else if (!found.get().results().stream()
        .allMatch(r -> r.outcome().origin().contains(number.images()))) {
      no = "no: the images are not the source's";
    } else {
      no = differences(number, found.get()).map(options -> "no: " + options).orElse(null);
      if (no == null && ours.isEmpty()) {
        no = "no: not measured here";
      }
    }
    return no != null
        ? new Line(number, Cell.NONE, no)
        : new Line(
            number, ours.get(), "yes" + (number.note().isEmpty() ? "" : ", but: " + number.note()));
  }

  /** Returns which options are not those of the preset with the source's setting; empty if none. */
  private Optional<String> differences(SourceNumber number, VariantRow row) {
    Trial ours = row.trials().get(0);
    if (ours.options().isEmpty()) {
      return Optional.of("its options are not known");
    }
    List<Published.Row> rows =
        published.rows(row.facet().suite(), number.preset()).stream()
            .filter(r -> number.task().isEmpty() || r.task().equals(number.task()))
            .filter(r -> r.task().equals(row.facet().task()))
            .toList();
    List<Published.Row> labelled =
        rows.stream().filter(r -> r.label().equals(number.row())).toList();
    Predicate<Published.Row> selected = r -> r.selector().equals(number.row());
    return (labelled.isEmpty() ? rows.stream().filter(selected).toList() : labelled)
        .stream()
            .map(r -> differing(ours.settings(), r.settings()))
            .min(Comparator.comparingInt(List::size))
            .map(all -> all.isEmpty() ? "" : "these options differ: " + shown(all))
            .or(() -> Optional.of("the built-in suite has no such row"))
            .filter(text -> !text.isEmpty());
  }

  private static List<String> differing(Map<String, String> ours, Map<String, String> source) {
    Set<String> keys = new LinkedHashSet<>(ours.keySet());
    keys.addAll(source.keySet());
    keys.removeAll(WITHOUT_EFFECT);
    return keys.stream()
        .filter(key -> !Objects.equals(ours.get(key), source.get(key)))
        .map(key -> "%s=%s (%s)".formatted(key, text(ours.get(key)), text(source.get(key))))
        .toList();
  }

  private static String text(String value) {
    return value == null ? Cell.NONE : Shown.name(value);
  }

  private static String shown(List<String> all) {
    String first = all.stream().limit(MOST_OPTIONS).collect(Collectors.joining(", "));
    int more = all.size() - MOST_OPTIONS;
    return more > 0 ? first + ", and " + more + " more" : first;
  }

  /** Returns our number, empty where we do not measure it. */
  private static Optional<String> ours(SourceNumber number, VariantRow row) {
    Optional<String> ofPart =
        PartScores.parts(row).stream()
            .filter(part -> number.metric().equals("test accuracy of " + part))
            .map(part -> Cell.percent(PartScores.stat(row, part, Metric.ACCURACY)))
            .findFirst();
    return ofPart.or(() -> Optional.ofNullable(OURS.get(number.metric())).map(f -> f.apply(row)));
  }

  /** Returns the rows with the number's label, or the only label of its selector. */
  private static List<VariantRow> find(SourceNumber number, List<VariantRow> rows) {
    List<VariantRow> task =
        rows.stream()
            .filter(r -> number.task().isEmpty() || r.facet().task().equals(number.task()))
            .toList();
    List<VariantRow> labelled =
        task.stream().filter(row -> suiteLabel(row).equals(number.row())).toList();
    List<VariantRow> selected =
        task.stream()
            .filter(r -> r.trials().get(0).result().key().selector().equals(number.row()))
            .toList();
    boolean alone = selected.stream().map(SourceTable::suiteLabel).distinct().count() == 1;
    return labelled.isEmpty() && alone ? selected : labelled;
  }

  private static String suiteLabel(VariantRow row) {
    return row.trials().get(0).result().key().variant();
  }

  private static String value(SourceNumber number) {
    return number.value() + (number.uncertainty().isEmpty() ? "" : " ± " + number.uncertainty());
  }

  private static String source(SourceNumber number) {
    return number.source() + (number.place().isEmpty() ? "" : ", " + number.place());
  }

  private static String unit(SourceNumber number) {
    return number.unit().isEmpty() ? "" : " (" + number.unit() + ")";
  }

  private static String or(String text, String absent) {
    return text.isEmpty() ? absent : text;
  }
}
