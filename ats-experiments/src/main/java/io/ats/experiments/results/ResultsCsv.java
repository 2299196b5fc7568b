package io.ats.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes {@code results.csv}: a column for each value in a trial's {@code result.json},
 * under the same name; a number that does not exist is an empty cell.
 */
public final class ResultsCsv {

  /** The columns whose order scripts rely on; any other comes after them. */
  private static final List<String> FIRST =
      List.of(
          ("suite,trial,selector,dataset,aggregator,encoder,seed,status,epochs,"
                  + "train_loss,train_accuracy,test_accuracy,best_test_accuracy,"
                  + "train_seconds,inference_ms_per_image,peak_memory_mb,"
                  + "parameters,patches,patch_size,image_height,image_width,"
                  + "task,variant,best_epoch,attention_entropy,attention_on_objects,"
                  + "test_images,majority_share,origin,preset,reason")
              .split(","));

  private static final List<String> COLUMNS = order();

  private ResultsCsv() {}

  private static List<String> order() {
    Set<String> all = new LinkedHashSet<>(FIRST);
    for (Class<?> part :
        List.of(TrialResult.Key.class, TrialResult.Size.class, TrialResult.Outcome.class)) {
      Arrays.stream(part.getRecordComponents()).map(ResultsCsv::column).forEach(all::add);
    }
    Metric.ofResult().forEach(metric -> all.add(metric.column()));
    return List.copyOf(all);
  }

  /** Returns the names of the columns, in order. */
  public static List<String> columns() {
    return COLUMNS;
  }

  private static String column(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Writes the file by rename, so that it is whole or absent. */
  public static void write(Path file, List<TrialResult> results) throws IOException {
    Json.writeWhole(file, text(results));
  }

  /** Returns what {@link #write} writes. */
  public static String text(List<TrialResult> results) {
    StringBuilder text = new StringBuilder(Csv.line(COLUMNS));
    for (TrialResult result : results) {
      Map<String, String> cells = new HashMap<>();
      for (JsonNode part : Json.tree(result)) {
        part.properties().forEach(field -> cells.put(field.getKey(), field.getValue().asText()));
      }
      text.append(Csv.line(COLUMNS.stream().map(name -> cells.getOrDefault(name, "")).toList()));
    }
    return text.toString();
  }

  /**
   * Reads the file back; the last columns, which came with later versions, may be missing.
   *
   * @throws IOException if a line is malformed; the text names file and line
   */
  public static List<TrialResult> read(Path file) throws IOException {
    List<Csv.Row> rows = Csv.parse(file.toString(), Files.readString(file));
    if (rows.isEmpty() || !known(rows.get(0).cells())) {
      throw new IOException(
          file
              + ":1: expected the columns "
              + String.join(",", COLUMNS)
              + (rows.isEmpty()
                  ? ", got an empty file"
                  : ", got " + String.join(",", rows.get(0).cells())));
    }
    List<TrialResult> results = new ArrayList<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      results.add(
          new Line(file + ":" + row.line() + ": ", rows.get(0).cells(), row.cells()).result());
    }
    return results;
  }

  private static boolean known(List<String> header) {
    int count = header.size();
    return count >= FIRST.size()
        && count <= COLUMNS.size()
        && header.equals(COLUMNS.subList(0, count));
  }

  private record Line(String where, List<String> header, List<String> cells) {

    TrialResult result() throws IOException {
      if (cells.size() != header.size()) {
        throw new IOException(where + "expected " + header.size() + " cells, got " + cells.size());
      }
      Metrics all = Metrics.NONE;
      for (Metric metric : Metric.ofResult()) {
        all = all.with(metric, (double) value(metric.column(), double.class));
      }
      return new TrialResult(
          part(TrialResult.Key.class),
          part(TrialResult.Size.class),
          all.only(kind -> kind == Metric.Kind.COST),
          all.only(kind -> kind != Metric.Kind.COST),
          part(TrialResult.Outcome.class));
    }

    private <T extends Record> T part(Class<T> type) throws IOException {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        types[i] = components[i].getType();
        values[i] = value(column(components[i]), types[i]);
      }
      try {
        return type.getConstructor(types).newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot make a " + type, e);
      }
    }

    private Object value(String column, Class<?> type) throws IOException {
      int at = header.indexOf(column);
      String cell = at < 0 ? "" : cells.get(at);
      try {
        if (type == double.class) {
          return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        } else if (type == long.class) {
          return Long.parseLong(cell);
        } else if (type == int.class) {
          return Integer.parseInt(cell);
        }
        return cell;
      } catch (NumberFormatException e) {
        throw new IOException(where + column + " must be a number, got '" + cell + "'", e);
      }
    }
  }
}
