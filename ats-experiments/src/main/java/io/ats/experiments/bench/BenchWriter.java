package io.ats.experiments.bench;

import io.ats.datasets.input.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Writes rows as CSV and as a plain text table. */
public final class BenchWriter {

  private static final List<String> COLUMNS =
      List.of("bench", "case", "ours", "alternative", "other", "unit", "ratio");
  private static final List<Integer> NUMERIC = List.of(2, 3, 6);

  private BenchWriter() {}

  /** Returns a header and a line per row; six significant digits, nothing for NaN. */
  public static String csv(List<BenchRow> rows) {
    return table(rows, "%.6g").stream().map(Csv::line).collect(Collectors.joining());
  }

  /** Returns the rows in aligned columns; four significant digits, nothing for NaN. */
  public static String text(List<BenchRow> rows) {
    List<List<String>> table = table(rows, "%.4g");
    int[] widths =
        IntStream.range(0, COLUMNS.size())
            .map(i -> table.stream().mapToInt(cells -> cells.get(i).length()).max().orElse(0))
            .toArray();
    return table.stream().map(cells -> line(cells, widths)).collect(Collectors.joining());
  }

  /** Returns the rows as a table. */
  static Table table(List<BenchRow> rows) {
    Table table = Table.create("benchmarks");
    List<List<String>> cells = table(rows, "%.4g");
    for (int i = 0; i < COLUMNS.size(); i++) {
      int column = i;
      Stream<String> values = cells.stream().skip(1).map(row -> row.get(column));
      table.addColumns(StringColumn.create(COLUMNS.get(i), values));
    }
    return table;
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
            .mapToObj(i -> padded(cells.get(i), widths[i], NUMERIC.contains(i)))
            .collect(Collectors.joining("  "))
            .stripTrailing()
        + "\n";
  }

  private static String padded(String cell, int width, boolean right) {
    String blank = " ".repeat(width - cell.length());
    return right ? blank + cell : cell + blank;
  }

  private static List<List<String>> table(List<BenchRow> rows, String format) {
    List<List<String>> table = new ArrayList<>(List.of(COLUMNS));
    for (BenchRow row : rows) {
      table.add(
          List.of(
              row.bench(),
              row.measured(),
              number(format, row.ours()),
              number(format, row.alternative()),
              row.other(),
              row.unit(),
              number(format, row.ratio())));
    }
    return table;
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
