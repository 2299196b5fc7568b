package io.ats.datasets.cub;

import io.ats.core.options.Printable;
import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text file of which each line is a number, the id, and values, separated by spaces.
 *
 * @param file the file
 * @param rows its lines by id, in the file's order
 */
record IdFile(Path file, Map<Integer, Row> rows) {

  private static final int MOST_BYTES = 100_000_000;

  /**
   * A line.
   *
   * @param file the file
   * @param line its number, from 1
   * @param values what follows the id
   */
  record Row(Path file, int line, List<String> values) {

    /** Returns file and line. */
    String place() {
      return file + ":" + line;
    }

    /** Returns an error that names file and line. */
    UncheckedIOException expected(String expected, String found) {
      return error(
          place(),
          expected,
          "'" + Printable.shown(found) + "'",
          "replace it by the published file");
    }
  }

  /**
   * Reads a file.
   *
   * @param values how many follow the id
   * @throws UncheckedIOException if it cannot be read, or a line has other values or the id of
   *     another, naming file and line
   */
  static IdFile read(Path folder, String name, String... values) {
    Path file = folder.resolve(name);
    Map<Integer, Row> rows = new LinkedHashMap<>();
    String format = "'id " + String.join(" ", values) + "'";
    List<String> lines = text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      List<String> parts = Arrays.asList(line.split("\\s+"));
      Row row = new Row(file, i + 1, parts.subList(1, parts.size()));
      if (parts.size() != 1 + values.length || !parts.get(0).matches("[1-9]\\d{0,8}")) {
        throw row.expected(format, line);
      }
      Row before = rows.putIfAbsent(Integer.valueOf(parts.get(0)), row);
      if (before != null) {
        throw row.expected("an id that line " + before.line + " does not have", parts.get(0));
      }
    }
    if (rows.isEmpty()) {
      throw error(file.toString(), "lines " + format, "none", "replace it by the published file");
    }
    return new IdFile(file, rows);
  }

  private static String text(Path file) {
    try {
      return new String(InputFile.bytes(file, MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw error(
          file.toString(),
          "an index of CUB-200-2011",
          InputFile.reason(e),
          "give the folder CUB_200_2011 of the published archive as path, or leave path empty for"
              + " generated images");
    }
  }

  static UncheckedIOException error(String place, String expected, String found, String fix) {
    String message = "%s: expected %s, found %s; %s".formatted(place, expected, found, fix);
    return InputFile.bad(message);
  }

  /**
   * Checks that this file has a line for each id of another, and no line of another id.
   *
   * @throws UncheckedIOException if not, naming file and line
   */
  IdFile requireIdsOf(IdFile other) {
    rows.forEach(
        (id, row) -> {
          if (!other.rows.containsKey(id)) {
            throw row.expected("an id that is in " + other.file.getFileName(), id.toString());
          }
        });
    other.rows.forEach(
        (id, row) -> {
          if (!rows.containsKey(id)) {
            throw error(
                file.toString(),
                "a line for the id " + id + " of " + row.place(),
                "none",
                "replace it by the published file");
          }
        });
    return this;
  }
}
