package io.ats.experiments.report.tables;

import io.ats.datasets.input.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A number that a source published: a line of {@code sources/SUITE.csv}.
 *
 * @param row the label of the suite's row that it belongs to, or the selector of that row if no
 *     other has it
 * @param task the task, empty where the suite has only one
 * @param metric what was measured
 * @param value as the source gives it
 * @param uncertainty what the source gives with ±, empty where it gives none
 * @param unit of the value, empty for words
 * @param source the publication
 * @param place the table, figure, section or slide in it
 * @param preset the preset with the source's sizes and schedule, empty if none is comparable
 * @param images text in our images' origin if they are the source's, empty for any
 * @param note what differs nevertheless, or why nothing is comparable
 */
record SourceNumber(
    String row,
    String task,
    String metric,
    String value,
    String uncertainty,
    String unit,
    String source,
    String place,
    String preset,
    String images,
    String note) {

  private static final List<String> COLUMNS =
      Arrays.stream(SourceNumber.class.getRecordComponents()).map(c -> c.getName()).toList();

  /** Checks that there is a note if nothing is comparable. */
  SourceNumber {
    if (preset.isEmpty() && note.isEmpty()) {
      throw new IllegalArgumentException(
          "a source's number needs a comparable preset, or a note that says why there is none: "
              + row
              + ", "
              + metric);
    }
  }

  /** Returns the numbers of a suite's sources; may be empty. */
  static List<SourceNumber> of(String suite) {
    String name = "/io/ats/experiments/sources/" + suite + ".csv";
    try (InputStream in =
        suite.matches("[\\w-]+") ? SourceNumber.class.getResourceAsStream(name) : null) {
      return in == null
          ? List.of()
          : parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<SourceNumber> parse(String name, String text) throws IOException {
    List<Csv.Row> rows = Csv.parse(name, text);
    if (rows.isEmpty() || !rows.get(0).cells().equals(COLUMNS)) {
      throw new IOException(name + ":1: expected the columns " + String.join(",", COLUMNS));
    }
    for (Csv.Row row : rows) {
      if (row.cells().size() != COLUMNS.size()) {
        throw new IOException(
            "%s:%d: expected %d cells, got %d"
                .formatted(name, row.line(), COLUMNS.size(), row.cells().size()));
      }
    }
    return rows.stream().skip(1).map(row -> of(row.cells())).toList();
  }

  private static SourceNumber of(List<String> c) {
    return new SourceNumber(
        c.get(0), c.get(1), c.get(2), c.get(3), c.get(4), c.get(5), c.get(6), c.get(7), c.get(8),
        c.get(9), c.get(10));
  }
}
