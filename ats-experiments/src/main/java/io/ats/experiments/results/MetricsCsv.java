package io.ats.experiments.results;

import io.ats.core.data.Split;
import io.ats.core.options.Printable;
import io.ats.datasets.input.Csv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads and writes {@code metrics.csv}: {@code epoch,split,loss,accuracy,seconds} and whatever else
 * the method has; a number that does not exist is an empty cell, anything else malformed is an
 * error.
 */
public final class MetricsCsv {

  private static final String SECONDS = "seconds";

  /** The columns that every trial has, in order. */
  private static final List<String> COLUMNS =
      List.of("epoch", "split", Metric.LOSS.column(), Metric.ACCURACY.column(), SECONDS);

  private static final List<String> SPLITS =
      Arrays.stream(Split.values()).map(split -> split.name().toLowerCase(Locale.ROOT)).toList();

  private static final Pattern NUMBER =
      Pattern.compile("-?(\\d+(\\.\\d+)?([eE][-+]?\\d+)?|Infinity)");

  private MetricsCsv() {}

  /** Writes the file by rename, so that it is whole or absent. */
  public static void write(Path file, List<MetricsRow> rows) throws IOException {
    Set<String> header = new LinkedHashSet<>(COLUMNS);
    rows.forEach(row -> header.addAll(row.byColumn().keySet()));
    StringBuilder text = new StringBuilder(Csv.line(List.copyOf(header)));
    for (MetricsRow row : rows) {
      Map<String, Double> numbers = row.byColumn();
      numbers.put(SECONDS, row.seconds());
      List<String> cells = new ArrayList<>(List.of(Integer.toString(row.epoch()), row.splitName()));
      header.stream()
          .skip(cells.size())
          .forEach(column -> cells.add(cell(numbers.getOrDefault(column, Double.NaN))));
      text.append(Csv.line(cells));
    }
    RunFiles.write(file, text.toString());
  }

  /**
   * Reads the file back.
   *
   * @throws DamagedFileException if a line is malformed
   */
  public static List<MetricsRow> read(Path file) throws DamagedFileException {
    List<Csv.Row> rows;
    String text = RunFiles.text(file);
    try {
      rows = Csv.parse(file.getFileName().toString(), text);
    } catch (IOException e) {
      throw new DamagedFileException(file, e.getMessage());
    }
    List<String> header = rows.isEmpty() ? List.of() : rows.get(0).cells();
    List<Optional<Place>> places = header.stream().map(Place::of).toList();
    if (header.size() < COLUMNS.size()
        || !header.subList(0, COLUMNS.size()).equals(COLUMNS)
        || !places.stream().skip(COLUMNS.size()).allMatch(Optional::isPresent)
        || header.stream().distinct().count() != header.size()) {
      throw new DamagedFileException(
          file,
          1,
          "expected the columns "
              + String.join(",", COLUMNS)
              + " and then the method's own, each once, got '"
              + Printable.shown(String.join(",", header))
              + "'");
    }
    List<MetricsRow> metrics = new ArrayList<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      metrics.add(new Line(file, row.line(), header, places, row.cells()).row());
    }
    return metrics;
  }

  private static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /** What a column holds; {@code part} is empty for the whole task. */
  private record Place(Metric metric, String part) {

    static Optional<Place> of(String column) {
      Optional<Place> whole = Metric.ofColumn(column).map(metric -> new Place(metric, ""));
      return whole.or(
          () ->
              Arrays.stream(Metric.values())
                  .filter(metric -> column.startsWith(metric.column() + "_"))
                  .map(metric -> new Place(metric, column.substring(metric.column().length() + 1)))
                  .findFirst());
    }
  }

  private record Line(
      Path file, int line, List<String> header, List<Optional<Place>> places, List<String> cells) {

    MetricsRow row() throws DamagedFileException {
      if (cells.size() != header.size()) {
        throw wrong("expected " + header.size() + " cells, got " + cells.size());
      }
      int split = SPLITS.indexOf(cells.get(1));
      if (split < 0) {
        throw wrong(
            "split must be one of " + SPLITS + ", got '" + Printable.shown(cells.get(1)) + "'");
      }
      double seconds = Double.NaN;
      Map<String, Metrics> parts = new LinkedHashMap<>();
      int epoch = epoch();
      for (int i = 2; i < cells.size(); i++) {
        double number = number(i);
        Optional<Place> place = places.get(i);
        if (place.isEmpty()) {
          seconds = number;
        } else if (!Double.isNaN(number)) {
          parts.compute(
              place.get().part(),
              (part, own) -> (own == null ? Metrics.NONE : own).with(place.get().metric(), number));
        }
      }
      Metrics whole = parts.remove("");
      return new MetricsRow(
          epoch, Split.values()[split], seconds, whole == null ? Metrics.NONE : whole, parts);
    }

    private DamagedFileException wrong(String problem) {
      return new DamagedFileException(file, line, problem);
    }

    private int epoch() throws DamagedFileException {
      if (!cells.get(0).matches("[1-9]\\d{0,8}")) {
        throw wrong(
            "epoch must be a whole number from 1, got '" + Printable.shown(cells.get(0)) + "'");
      }
      return Integer.parseInt(cells.get(0));
    }

    private double number(int column) throws DamagedFileException {
      String cell = cells.get(column);
      if (!cell.isEmpty() && !NUMBER.matcher(cell).matches()) {
        throw wrong(
            header.get(column) + " must be a number or empty, got '" + Printable.shown(cell) + "'");
      }
      return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
  }
}
