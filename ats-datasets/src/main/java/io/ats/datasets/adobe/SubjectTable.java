package io.ats.datasets.adobe;

import io.ats.core.options.Printable;
import io.ats.datasets.input.Csv;
import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the table of photographs: {@code categories.txt} as published, each line {@code
 * name,location,time,light,subject}, or a table {@code file,label} with that header. A name may
 * have its file's ending or not.
 */
final class SubjectTable {

  private static final int MOST_BYTES = 100_000_000;
  private static final List<String> HEADER = List.of("file", "label");
  private static final int PUBLISHED = 5;

  /** A name without folders. */
  private static final Pattern NAME = Pattern.compile("(?!\\.)[^/\\\\\\p{Cntrl}]+");

  private SubjectTable() {}

  /**
   * A line.
   *
   * @param name of the photograph, without its file's ending
   * @param subject what it shows
   * @param place file and line
   */
  record Entry(String name, Subject subject, String place) {}

  /**
   * Returns the lines in their order.
   *
   * @throws UncheckedIOException if the file cannot be read, or a line is malformed, of an unknown
   *     class or of a photograph that another has, naming file and line
   */
  static List<Entry> read(Path table) {
    List<Csv.Row> rows = rows(table);
    boolean plain = !rows.isEmpty() && rows.get(0).cells().equals(HEADER);
    Map<String, Entry> seen = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Csv.Row row : plain ? rows.subList(1, rows.size()) : rows) {
      Entry entry = entry(table, row, plain);
      // Some file systems do not tell the case of letters apart.
      Entry before = seen.putIfAbsent(entry.name.toLowerCase(Locale.ROOT), entry);
      if (before != null) {
        throw bad(entry.place, "a photograph that " + before.place + " does not have", entry.name);
      }
      entries.add(entry);
    }
    if (entries.isEmpty()) {
      throw bad(table.toString(), "a line for each photograph", "");
    }
    return entries;
  }

  private static List<Csv.Row> rows(Path table) {
    try {
      return Csv.read(table, MOST_BYTES).stream()
          .filter(row -> !row.cells().equals(List.of("")))
          .toList();
    } catch (IOException e) {
      String message =
          "%s: expected the table of MIT-Adobe FiveK's photographs, found %s; put the published categories.txt there, or leave path empty for generated images"
              .formatted(table, InputFile.reason(e));
      throw new UncheckedIOException(message, e);
    }
  }

  private static Entry entry(Path table, Csv.Row row, boolean plain) {
    String place = table + ":" + row.line();
    List<String> cells = row.cells().stream().map(String::strip).toList();
    if (cells.size() != (plain ? HEADER.size() : PUBLISHED)) {
      throw bad(
          place,
          plain ? "'file,label'" : "'name,location,time,light,subject'",
          String.join(",", row.cells()));
    }
    String name = PhotographFiles.stem(cells.get(0));
    if (!NAME.matcher(name).matches()) {
      throw bad(place, "the name of a photograph, without folders", cells.get(0));
    }
    String word = cells.get(cells.size() - 1);
    List<String> words = plain ? Subject.names() : Subject.publishedWords();
    if (!words.contains(word)) {
      throw bad(place, "one of " + words, word);
    }
    return new Entry(name, Subject.values()[words.indexOf(word)], place);
  }

  private static UncheckedIOException bad(String place, String expected, String found) {
    String message =
        "%s: expected %s, found '%s'; correct it, or replace it by the published categories.txt"
            .formatted(place, expected, Printable.shown(found));
    return InputFile.bad(message);
  }
}
