package io.ats.experiments.results;

import io.ats.core.data.Task;
import io.ats.datasets.input.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads and writes {@code predictions.csv}: {@code image}, and then {@code label,prediction} and
 * {@code p_CLASS} for each class. Where an image has any number of classes these are {@code
 * labels,predictions}, their names joined by {@value Task#BETWEEN}. Of a joint task each part has
 * such columns, their names after the part's and an underscore.
 */
public final class PredictionsCsv {

  private PredictionsCsv() {}

  /** Writes the file by rename, so that it is whole or absent. */
  public static void write(Path file, Predictions predictions) throws IOException {
    RunFiles.write(file, out -> write(out, predictions));
  }

  private static void write(OutputStream out, Predictions predictions) throws IOException {
    List<String> header = new ArrayList<>(List.of(PredictionColumns.IMAGE));
    predictions.tasks().forEach(task -> header.addAll(PredictionColumns.of(task).names()));
    write(out, Csv.line(header));
    for (int i = 0; i < predictions.images().size(); i++) {
      StringBuilder line = new StringBuilder(Csv.cell(predictions.images().get(i)));
      for (TaskPredictions task : predictions.tasks()) {
        line.append(',').append(Csv.cell(names(task, task.labels()[i])));
        line.append(',').append(Csv.cell(names(task, task.predicted()[i])));
        for (float probability : task.probabilities()[i]) {
          line.append(',').append(shortest(probability));
        }
      }
      write(out, line.append('\n').toString());
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String names(TaskPredictions task, int[] classes) {
    return Arrays.stream(classes)
        .mapToObj(task.classes()::get)
        .collect(Collectors.joining(Task.BETWEEN));
  }

  /**
   * Returns the shortest decimal that reads back the same; {@link Float#toString} may be longer.
   */
  public static String shortest(float value) {
    BigDecimal decimal = new BigDecimal(Float.toString(value)).stripTrailingZeros();
    while (decimal.precision() > 1) {
      BigDecimal below = shorter(decimal, RoundingMode.DOWN);
      BigDecimal above = shorter(decimal, RoundingMode.UP);
      if (below.floatValue() != value && above.floatValue() != value) {
        break;
      }
      decimal = (below.floatValue() == value ? below : above).stripTrailingZeros();
    }
    return decimal.toString();
  }

  private static BigDecimal shorter(BigDecimal decimal, RoundingMode mode) {
    return decimal.setScale(decimal.scale() - 1, mode);
  }

  /**
   * Reads the file back.
   *
   * @throws DamagedFileException if a line is malformed
   */
  public static Predictions read(Path file) throws DamagedFileException {
    String text = RunFiles.text(file);
    Reader reader = new Reader(file);
    try {
      Csv.parse(file.getFileName().toString(), text, reader::add);
    } catch (DamagedFileException e) {
      throw e;
    } catch (IOException e) {
      throw new DamagedFileException(file, e.getMessage());
    }
    return reader.predictions();
  }

  private static final class Reader {
    private final Path file;
    private final List<String> images = new ArrayList<>();
    private List<PredictionRows> tasks = List.of();
    private int columns;

    Reader(Path file) {
      this.file = file;
    }

    void add(Csv.Row row) throws DamagedFileException {
      List<String> cells = row.cells();
      if (columns == 0) {
        tasks =
            PredictionColumns.parse(file, cells).stream()
                .map(task -> new PredictionRows(file, task))
                .toList();
        columns = cells.size();
        return;
      }
      if (cells.size() != columns) {
        throw new DamagedFileException(
            file, row.line(), "expected " + columns + " cells, got " + cells.size());
      }
      images.add(cells.get(0));
      int first = 1;
      for (PredictionRows task : tasks) {
        task.add(row.line(), cells.subList(first, first + task.columns()));
        first += task.columns();
      }
    }

    Predictions predictions() throws DamagedFileException {
      if (images.isEmpty()) {
        throw new DamagedFileException(file, "expected a row for each test image, got none");
      }
      return new Predictions(images, tasks.stream().map(PredictionRows::predictions).toList());
    }
  }
}
