package io.ats.experiments.results;

import io.ats.core.data.Task;
import io.ats.core.options.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rows of {@code predictions.csv} that were read so far, of one task. */
final class PredictionRows {

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?(E-?\\d+)?");

  private final Path file;
  private final PredictionColumns task;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<int[]> labels = new ArrayList<>();
  private final List<int[]> predicted = new ArrayList<>();
  private final List<float[]> probabilities = new ArrayList<>();

  PredictionRows(Path file, PredictionColumns task) {
    this.file = file;
    this.task = task;
    task.classes().forEach(name -> places.put(name, places.size()));
  }

  /** Returns the number of columns. */
  int columns() {
    return 2 + task.classes().size();
  }

  /** Adds an image's cells. */
  void add(int line, List<String> cells) throws DamagedFileException {
    labels.add(classes(line, task.label(), cells.get(0)));
    predicted.add(classes(line, task.prediction(), cells.get(1)));
    float[] values = new float[task.classes().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = probability(line, i, cells.get(2 + i));
    }
    probabilities.add(values);
  }

  private int[] classes(int line, String column, String cell) throws DamagedFileException {
    if (task.multiLabel() && cell.isEmpty()) {
      return new int[0];
    }
    List<String> names =
        task.multiLabel() ? List.of(cell.split(Pattern.quote(Task.BETWEEN), -1)) : List.of(cell);
    int[] found = new int[names.size()];
    for (int i = 0; i < found.length; i++) {
      Integer place = places.get(names.get(i));
      if (place == null || (i > 0 && place <= found[i - 1])) {
        throw new DamagedFileException(
            file,
            line,
            "%s must be %s of the columns p_CLASS, got '%s'"
                .formatted(
                    column,
                    task.multiLabel() ? "classes, in the order" : "a class",
                    Printable.shown(cell)));
      }
      found[i] = place;
    }
    return found;
  }

  private float probability(int line, int place, String cell) throws DamagedFileException {
    float value = NUMBER.matcher(cell).matches() ? Float.parseFloat(cell) : Float.NaN;
    if (!(value <= 1)) {
      throw new DamagedFileException(
          file,
          line,
          "p_%s must be a number from 0 to 1, got '%s'"
              .formatted(task.classes().get(place), Printable.shown(cell)));
    }
    return value;
  }

  /** Returns what was added. */
  TaskPredictions predictions() {
    return new TaskPredictions(
        task.part(),
        task.classes(),
        task.multiLabel(),
        labels.toArray(int[][]::new),
        predicted.toArray(int[][]::new),
        probabilities.toArray(float[][]::new));
  }
}
