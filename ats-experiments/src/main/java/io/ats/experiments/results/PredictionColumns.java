package io.ats.experiments.results;

import io.ats.core.options.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of {@code predictions.csv} that a task has.
 *
 * @param part the task's name if it is a part of a joint task, else empty
 * @param multiLabel whether an image has any number of classes
 * @param classes the classes' names
 */
record PredictionColumns(String part, boolean multiLabel, List<String> classes) {

  /** The first column. */
  static final String IMAGE = "image";

  private static final String PROBABILITY = "p_";

  static PredictionColumns of(TaskPredictions task) {
    return new PredictionColumns(task.part(), task.multiLabel(), task.classes());
  }

  /** Returns the columns' names, in order. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(prefix() + label(), prefix() + prediction()));
    classes.forEach(name -> names.add(prefix() + PROBABILITY + name));
    return names;
  }

  private String prefix() {
    return part.isEmpty() ? "" : part + "_";
  }

  /** Returns the column of the label without the part. */
  String label() {
    return multiLabel ? "labels" : "label";
  }

  /** Returns the column of the prediction without the part. */
  String prediction() {
    return multiLabel ? "predictions" : "prediction";
  }

  /**
   * Returns the tasks that a header has columns of.
   *
   * @throws DamagedFileException if it is no such header
   */
  static List<PredictionColumns> parse(Path file, List<String> header) throws DamagedFileException {
    List<PredictionColumns> tasks = new ArrayList<>();
    List<String> rebuilt = new ArrayList<>(List.of(IMAGE));
    while (rebuilt.size() < header.size()) {
      String first = header.get(rebuilt.size());
      boolean multiLabel = first.endsWith("labels");
      String part = first.replaceFirst("_?labels?$", "");
      String prefix = part.isEmpty() ? PROBABILITY : part + "_" + PROBABILITY;
      List<String> classes =
          header.stream()
              .skip(rebuilt.size() + 2L)
              .takeWhile(column -> column.startsWith(prefix))
              .map(column -> column.substring(prefix.length()))
              .toList();
      tasks.add(new PredictionColumns(part, multiLabel, classes));
      rebuilt.addAll(tasks.get(tasks.size() - 1).names());
    }
    boolean classless = tasks.stream().anyMatch(task -> task.classes().size() < 2);
    if (tasks.isEmpty() || classless || !rebuilt.equals(header)) {
      throw new DamagedFileException(
          file,
          1,
          "expected the columns image,label,prediction and p_CLASS of each class, got '"
              + Printable.shown(String.join(",", header))
              + "'");
    }
    if (header.stream().distinct().count() < header.size()) {
      throw new DamagedFileException(file, 1, "a column is there twice");
    }
    return tasks;
  }
}
