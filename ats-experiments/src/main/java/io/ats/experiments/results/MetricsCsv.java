package io.ats.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads and writes {@code metrics.csv}: {@code epoch,split,loss,accuracy,seconds} and the method's
 * own columns; a number that does not exist is an empty cell, anything else malformed is an error.
 */
public final class MetricsCsv {

  /** The columns that every trial has, in order. */
  public static final List<String> COLUMNS =
      List.of("epoch", "split", "loss", "accuracy", "seconds");

  private static final Set<String> SPLITS =
      new LinkedHashSet<>(List.of("train", "validation", "test"));
  private static final Pattern NUMBER =
      Pattern.compile("-?(\\d+(\\.\\d+)?([eE][-+]?\\d+)?|Infinity)");

  private MetricsCsv() {}

  /** Writes the file by rename, so that it is whole or absent. */
  public static void write(Path file, List<MetricsRow> rows) throws IOException {
    Set<String> own = new LinkedHashSet<>();
    rows.forEach(row -> own.addAll(row.own().keySet()));
    List<String> header = new ArrayList<>(COLUMNS);
    header.addAll(own);
    StringBuilder text = new StringBuilder(Csv.line(header));
    for (MetricsRow row : rows) {
      List<String> cells = new ArrayList<>();
      cells.add(Integer.toString(row.epoch()));
      cells.add(row.split());
      cells.add(cell(row.loss()));
      cells.add(cell(row.accuracy()));
      cells.add(cell(row.seconds()));
      own.forEach(column -> cells.add(cell(row.own(column))));
      text.append(Csv.line(cells));
    }
    Json.writeWhole(file, text.toString());
  }

  /**
   * Reads the file back.
   *
   * @throws IOException if a line is malformed; the text names file and line
   */
  public static List<MetricsRow> read(Path file) throws IOException {
    List<Csv.Row> rows = Csv.parse(file.toString(), Files.readString(file));
    List<String> header = rows.isEmpty() ? List.of() : rows.get(0).cells();
    if (header.size() < COLUMNS.size()
        || !header.subList(0, COLUMNS.size()).equals(COLUMNS)
        || new HashSet<>(header).size() != header.size()) {
      throw new IOException(
          file
              + ":1: expected the columns "
              + String.join(",", COLUMNS)
              + " and then the method's own, each once, got '"
              + String.join(",", header)
              + "'");
    }
    List<MetricsRow> metrics = new ArrayList<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      metrics.add(new Line(file + ":" + row.line() + ": ", header, row.cells()).row());
    }
    return metrics;
  }

  private static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private record Line(String where, List<String> header, List<String> cells) {

    MetricsRow row() throws IOException {
      if (cells.size() != header.size()) {
        throw new IOException(where + "expected " + header.size() + " cells, got " + cells.size());
      }
      String split = cells.get(1);
      if (!SPLITS.contains(split)) {
        throw new IOException(where + "split must be one of " + SPLITS + ", got '" + split + "'");
      }
      Map<String, Double> own = new LinkedHashMap<>();
      for (int i = COLUMNS.size(); i < cells.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          own.put(header.get(i), number(i));
        }
      }
      return new MetricsRow(epoch(), split, number(2), number(3), number(4), own);
    }

    private int epoch() throws IOException {
      if (!cells.get(0).matches("[1-9]\\d{0,8}")) {
        throw new IOException(
            where + "epoch must be a whole number from 1, got '" + cells.get(0) + "'");
      }
      return Integer.parseInt(cells.get(0));
    }

    private double number(int column) throws IOException {
      String cell = cells.get(column);
      if (!cell.isEmpty() && !NUMBER.matcher(cell).matches()) {
        throw new IOException(
            where + header.get(column) + " must be a number or empty, got '" + cell + "'");
      }
      return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
  }
}
