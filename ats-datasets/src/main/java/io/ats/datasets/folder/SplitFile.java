package io.ats.datasets.folder;

import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import io.ats.datasets.files.LabelledFile;
import io.ats.datasets.input.Csv;
import io.ats.datasets.input.InputFile;
import io.ats.datasets.scene.Fingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The file {@code split.csv}: which image belongs to which split, with its checksum. */
public final class SplitFile {

  private static final List<String> HEADER = List.of("file", "label", "group", "split", "sha256");
  private static final int BYTES = 1 << 28;

  private SplitFile() {}

  /**
   * A line of the file.
   *
   * @param file as it is named there
   * @param labels of several classes, {@link Task#BETWEEN} between them
   * @param group empty if there is none
   * @param split that it is in
   * @param sha256 the file's checksum
   */
  private record Line(String file, String labels, String group, Split split, String sha256) {}

  /** Returns the text of a file with these lines. */
  private static String text(Stream<Line> lines) {
    StringBuilder text = new StringBuilder(Csv.line(HEADER));
    lines.forEach(
        line ->
            text.append(
                Csv.line(
                    List.of(
                        line.file,
                        line.labels,
                        line.group,
                        SplitNames.of(line.split),
                        line.sha256))));
    return text.toString();
  }

  /**
   * Returns the file of published images, by its name; each image is named with its folder.
   *
   * @param files of each split; every file is read once
   * @param classes the names of their labels
   */
  public static Map<String, String> record(
      Function<Split, List<LabelledFile>> files, List<String> classes) {
    Stream<Line> lines =
        Arrays.stream(Split.values())
            .flatMap(split -> files.apply(split).stream().map(file -> line(file, classes, split)));
    return Map.of("split.csv", text(lines));
  }

  private static Line line(LabelledFile labelled, List<String> classes, Split split) {
    Path file = labelled.file();
    return new Line(
        file.getParent().getFileName() + "/" + file.getFileName(),
        classes.get(labelled.label()),
        "",
        split,
        Fingerprint.sha256(digest -> Fingerprint.add(digest, file)));
  }

  /** Returns the text of the file of these images. */
  static String text(List<IndexedFile> files) {
    return text(files.stream().map(SplitFile::line));
  }

  private static Line line(IndexedFile indexed) {
    FolderFile file = indexed.file();
    return new Line(
        file.name(),
        String.join(Task.BETWEEN, file.labels()),
        file.group(),
        file.split(),
        indexed.facts().sha256());
  }

  /**
   * Returns the images with their splits as a file says.
   *
   * @throws OptionException if the file cannot be read, lacks an image or names one that is not
   *     there, an image is not what it was, or has another split already; validation may be part of
   *     the images for training
   */
  static List<IndexedFile> apply(Path split, List<IndexedFile> files) {
    Map<String, List<String>> rows = rows(split);
    List<IndexedFile> divided = new ArrayList<>();
    for (IndexedFile indexed : files) {
      String name = indexed.file().name();
      List<String> row = rows.remove(name);
      if (row == null) {
        throw bad(split, "the image '%s' is not in it".formatted(name));
      }
      if (!row.get(4).equals(indexed.facts().sha256())) {
        throw bad(split, "the image '%s' is not the same any more".formatted(name));
      }
      Split in =
          SplitNames.parse(row.get(3))
              .orElseThrow(() -> bad(split, "split '%s' of '%s'".formatted(row.get(3), name)));
      Split given = indexed.file().split();
      if (given != null && given != in && !(given == Split.TRAIN && in == Split.VALIDATION)) {
        throw bad(
            split,
            "split '%s' of '%s', which is for %s where the images are"
                .formatted(row.get(3), name, SplitNames.of(given)));
      }
      divided.add(new IndexedFile(indexed.file().in(in), indexed.facts()));
    }
    if (!rows.isEmpty()) {
      throw bad(split, "no image '%s' is there".formatted(new TreeSet<>(rows.keySet()).first()));
    }
    return divided;
  }

  private static Map<String, List<String>> rows(Path split) {
    try {
      List<Csv.Row> rows = Csv.read(split, BYTES);
      if (rows.isEmpty() || !rows.get(0).cells().equals(HEADER)) {
        throw bad(split, "another header than " + String.join(",", HEADER));
      }
      Map<String, List<String>> byName = new HashMap<>();
      for (Csv.Row row : rows.subList(1, rows.size())) {
        if (row.cells().size() != HEADER.size()) {
          throw bad(split, "line %d has %d cells".formatted(row.line(), row.cells().size()));
        }
        if (byName.put(row.cells().get(0), row.cells()) != null) {
          throw bad(split, "the image '%s' twice".formatted(row.cells().get(0)));
        }
      }
      return byName;
    } catch (IOException e) {
      throw bad(split, InputFile.reason(e));
    }
  }

  private static OptionException bad(Path split, String problem) {
    return new OptionException(
        "split: %s: expected the split.csv of a run with these images, found: %s"
            .formatted(split, Printable.shown(problem)));
  }
}
