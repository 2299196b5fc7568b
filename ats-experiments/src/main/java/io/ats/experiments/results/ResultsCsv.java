package io.ats.experiments.results;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads and writes {@code results.csv}: the columns are the components of {@link TrialResult} in
 * snake case, a number that does not exist is an empty cell.
 */
public final class ResultsCsv {

  private static final RecordComponent[] COMPONENTS = TrialResult.class.getRecordComponents();

  /** Columns that files of earlier versions lack. */
  private static final Set<String> ADDED = Set.of("test_images", "majority_share");

  private ResultsCsv() {}

  /** Returns the names of the columns, in order. */
  public static List<String> columns() {
    return Arrays.stream(COMPONENTS).map(c -> snakeCase(c.getName())).toList();
  }

  /** Writes the file by rename, so that it is whole or absent. */
  public static void write(Path file, List<TrialResult> results) throws IOException {
    Json.writeWhole(file, text(results));
  }

  /** Returns what {@link #write} writes. */
  public static String text(List<TrialResult> results) {
    StringBuilder text = new StringBuilder(Csv.line(columns()));
    for (TrialResult result : results) {
      text.append(Csv.line(Arrays.stream(COMPONENTS).map(c -> cell(result, c)).toList()));
    }
    return text.toString();
  }

  /**
   * Reads the file back.
   *
   * @throws IOException if a line is malformed; the text names file and line
   */
  public static List<TrialResult> read(Path file) throws IOException {
    List<Csv.Row> rows = Csv.parse(file.toString(), Files.readString(file));
    List<String> header = rows.isEmpty() ? List.of() : rows.get(0).cells();
    boolean older = header.equals(columns().stream().filter(c -> !ADDED.contains(c)).toList());
    if (!older && !header.equals(columns())) {
      throw new IOException(
          file
              + ":1: expected the columns "
              + String.join(",", columns())
              + (rows.isEmpty()
                  ? ", got an empty file"
                  : ", got " + String.join(",", rows.get(0).cells())));
    }
    List<TrialResult> results = new ArrayList<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      results.add(result(file, row, header));
    }
    return results;
  }

  private static TrialResult result(Path file, Csv.Row row, List<String> header)
      throws IOException {
    String where = file + ":" + row.line() + ": ";
    if (row.cells().size() != header.size()) {
      throw new IOException(
          where + "expected " + header.size() + " cells, got " + row.cells().size());
    }
    Object[] values = new Object[COMPONENTS.length];
    for (int i = 0; i < values.length; i++) {
      try {
        int at = header.indexOf(columns().get(i));
        Class<?> type = COMPONENTS[i].getType();
        values[i] = at < 0 ? absent(type) : value(type, row.cells().get(at));
      } catch (NumberFormatException e) {
        throw new IOException(
            where + columns().get(i) + " must be a number, got '" + row.cells().get(i) + "'", e);
      }
    }
    try {
      return constructor().newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IOException(where + "not a result", e);
    }
  }

  private static Constructor<TrialResult> constructor() throws NoSuchMethodException {
    return TrialResult.class.getConstructor(
        Arrays.stream(COMPONENTS).map(RecordComponent::getType).toArray(Class<?>[]::new));
  }

  private static Object absent(Class<?> type) {
    return value(type, type == int.class ? "0" : "");
  }

  private static Object value(Class<?> type, String cell) {
    if (type == double.class) {
      return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    } else if (type == long.class) {
      return Long.parseLong(cell);
    } else if (type == int.class) {
      return Integer.parseInt(cell);
    }
    return cell;
  }

  private static String cell(TrialResult result, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(result);
      return value == null || value.equals(Double.NaN) ? "" : value.toString();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component.getName(), e);
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }
}
