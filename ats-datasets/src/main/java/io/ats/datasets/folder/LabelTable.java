package io.ats.datasets.folder;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import io.ats.datasets.input.Csv;
import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a table of files: {@code file,label} and, if wanted, {@code group} and {@code split}; other
 * columns are passed over. Paths are relative to the table's folder and do not leave it.
 */
final class LabelTable {

  private static final int BYTES = 1 << 28;

  private final Path table;
  private final LabelKind kind;
  private Map<String, Integer> columns;

  private LabelTable(Path table, LabelKind kind) {
    this.table = table;
    this.kind = kind;
  }

  /**
   * Returns the files of the rows that are right, in the table's order.
   *
   * @param problems told what is wrong with the others, naming the line: a row lacks something, or
   *     names a file outside the folder or twice
   * @throws OptionException if the table cannot be read
   */
  static List<FolderFile> read(Path table, LabelKind kind, Consumer<OptionException> problems) {
    return new LabelTable(table, kind).files(problems);
  }

  private List<FolderFile> files(Consumer<OptionException> problems) {
    List<Csv.Row> rows = rows();
    columns = columns(rows);
    List<FolderFile> files = new ArrayList<>();
    Map<Path, String> seen = new HashMap<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      try {
        FolderFile file = file(row);
        String before = seen.put(file.file(), file.place());
        if (before != null) {
          throw bad(row, "the file '%s' is there twice, see %s".formatted(file.name(), before));
        }
        files.add(file);
      } catch (OptionException e) {
        problems.accept(e);
      }
    }
    if (rows.size() == 1) {
      throw new OptionException(
          "path: %s has no rows; expected one for each image below its header".formatted(table));
    }
    requireSplits(files, problems);
    return List.copyOf(files);
  }

  private List<Csv.Row> rows() {
    try {
      return Csv.read(table, BYTES).stream()
          .filter(row -> !row.cells().equals(List.of("")))
          .toList();
    } catch (IOException e) {
      throw new OptionException(
          "path: %s: expected a table of images, found %s".formatted(table, InputFile.reason(e)));
    }
  }

  private Map<String, Integer> columns(List<Csv.Row> rows) {
    List<String> header = rows.isEmpty() ? List.of() : rows.get(0).cells();
    Map<String, Integer> found = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (found.put(header.get(i).strip(), i) != null) {
        throw bad(rows.get(0), "the column '%s' is there twice".formatted(header.get(i)));
      }
    }
    if (!found.containsKey("file") || !found.containsKey("label")) {
      throw new OptionException(
          "path: %s: expected the header file,label[,group][,split], commas between the cells, found '%s'"
              .formatted(table, Printable.shown(String.join(",", header))));
    }
    return found;
  }

  private FolderFile file(Csv.Row row) {
    if (row.cells().size() != columns.size()) {
      throw bad(row, "%d cells under %d columns".formatted(row.cells().size(), columns.size()));
    }
    String name = cell(row, "file").orElseThrow(() -> bad(row, "no file"));
    Path file = within(row, name);
    return new FolderFile(
        file,
        FolderFile.name(folder(), file),
        kind.labels(place(row), cell(row, "label").orElse("")),
        cell(row, "group").orElse(""),
        cell(row, "split").map(text -> split(row, text)).orElse(null),
        place(row));
  }

  private Optional<String> cell(Csv.Row row, String column) {
    return Optional.ofNullable(columns.get(column))
        .map(at -> row.cells().get(at).strip())
        .filter(text -> !text.isEmpty());
  }

  private Split split(Csv.Row row, String text) {
    return SplitNames.parse(text)
        .orElseThrow(
            () ->
                bad(
                    row,
                    "split '%s'; expected one of %s"
                        .formatted(Printable.shown(text), SplitNames.ALLOWED)));
  }

  private Path folder() {
    return table.toAbsolutePath().normalize().getParent();
  }

  private Path within(Csv.Row row, String name) {
    try {
      String plain = name.replace('\\', '/');
      Path file = folder().resolve(plain).normalize();
      if (plain.matches("/.*|[A-Za-z]:.*") || !file.startsWith(folder()) || file.equals(folder())) {
        throw bad(
            row,
            "the file '%s' is not in the table's folder; paths are relative to it and stay in it"
                .formatted(Printable.shown(name)));
      }
      return file;
    } catch (InvalidPathException e) {
      throw bad(row, "the file '%s': %s".formatted(Printable.shown(name), e.getReason()));
    }
  }

  private static void requireSplits(List<FolderFile> files, Consumer<OptionException> problems) {
    List<FolderFile> without = files.stream().filter(file -> file.split() == null).toList();
    if (!without.isEmpty() && without.size() < files.size()) {
      problems.accept(
          new OptionException(
              "path: %s: no split, which other rows have; fill in all or none"
                  .formatted(without.get(0).place())));
    }
  }

  private String place(Csv.Row row) {
    return table + ":" + row.line();
  }

  private OptionException bad(Csv.Row row, String problem) {
    return new OptionException("path: %s: %s".formatted(place(row), problem));
  }
}
