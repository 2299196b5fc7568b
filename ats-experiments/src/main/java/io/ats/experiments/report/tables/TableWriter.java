package io.ats.experiments.report.tables;

import io.ats.datasets.input.Csv;
import io.ats.experiments.report.Shown;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Writes tables as CSV, Markdown, LaTeX and text. */
public final class TableWriter {

  /** A number or none, one with error or interval and count, a fraction of a count, sizes. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "–|(-?[\\d.]+|-?Infinity)( ± ([\\d.]+|NaN)| \\[-?[\\d.]+, -?[\\d.]+])?("
              + " \\(\\d+\\))?|\\d+/\\d+|\\d+(×\\d+)?(, \\d+(×\\d+)?)*");

  private TableWriter() {}

  /** Returns comma-separated values. */
  public static String csv(Table table) {
    StringBuilder text = new StringBuilder(Csv.line(table.columnNames()));
    for (int row = 0; row < table.rowCount(); row++) {
      int at = row;
      text.append(Csv.line(table.columns().stream().map(c -> c.getUnformattedString(at)).toList()));
    }
    return text.toString();
  }

  /**
   * Returns a Markdown table, and below it a list of the failures, the rows of {@link
   * Tables#failures}.
   */
  public static String markdown(Table table, Table failures) {
    Function<String, String> escape = s -> plainMarkdown(s).replace("|", "\\|");
    StringBuilder text = new StringBuilder(row(table.columnNames(), escape, "| ", " | ", " |\n"));
    List<String> rules = table.columns().stream().map(c -> isNumeric(c) ? "---:" : "---").toList();
    text.append(row(rules, s -> s, "| ", " | ", " |\n"));
    cells(table).forEach(cells -> text.append(row(cells, escape, "| ", " | ", " |\n")));
    if (!failures.isEmpty()) {
      text.append("\nFailed trials:\n\n");
      for (Row f : failures) {
        text.append(
            "- `%s`: %s (`%s`)\n"
                .formatted(
                    f.getString("trial"),
                    plainMarkdown(f.getString("reason")),
                    f.getString("log")));
      }
    }
    return text.toString();
  }

  /** Returns a LaTeX table for {@code booktabs}, and below it the failures. */
  public static String latex(Table table, Table failures, String caption) {
    String align =
        table.columns().stream().map(c -> isNumeric(c) ? "r" : "l").collect(Collectors.joining());
    StringBuilder text =
        new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n");
    text.append("  \\caption{").append(Latex.escape(caption)).append("}\n");
    text.append("  \\begin{tabular}{").append(align).append("}\n    \\toprule\n");
    text.append(row(table.columnNames(), Latex::escape, "    ", " & ", " \\\\\n"))
        .append("    \\midrule\n");
    cells(table).forEach(cells -> text.append(row(cells, Latex::escape, "    ", " & ", " \\\\\n")));
    text.append("    \\bottomrule\n  \\end{tabular}\n");
    for (Row f : failures) {
      text.append(
          "\n  {\\footnotesize Failed: \\texttt{%s}: %s\\par}\n"
              .formatted(Latex.escape(f.getString("trial")), Latex.escape(f.getString("reason"))));
    }
    return text.append("\\end{table}\n").toString();
  }

  /** Returns aligned columns for a terminal, and below them the failures. */
  public static String text(Table table, Table failures) {
    List<List<String>> lines =
        Stream.concat(Stream.of(table.columnNames()), cells(table).stream())
            .map(line -> line.stream().map(TableWriter::flat).toList())
            .toList();
    int columns = table.columnCount();
    int[] widths = IntStream.range(0, columns).map(i -> width(lines, i)).toArray();
    List<Boolean> right = table.columns().stream().map(TableWriter::isNumeric).toList();
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      String joined =
          IntStream.range(0, columns)
              .mapToObj(i -> padded(line.get(i), widths[i], right.get(i)))
              .collect(Collectors.joining("  "));
      text.append(joined.stripTrailing()).append('\n');
    }
    for (Row f : failures) {
      text.append("failed: ")
          .append(f.getString("trial"))
          .append(": ")
          .append(flat(f.getString("reason")));
      text.append(" (").append(f.getString("log")).append(")\n");
    }
    return text.toString();
  }

  /** Returns whether a column holds only numbers and is aligned to the right. */
  public static boolean isNumeric(Column<?> column) {
    return IntStream.range(0, column.size())
        .mapToObj(column::getString)
        .allMatch(cell -> NUMBER.matcher(cell).matches());
  }

  /** Returns the cells as text, row by row. */
  public static List<List<String>> cells(Table table) {
    return IntStream.range(0, table.rowCount())
        .mapToObj(row -> table.columns().stream().map(column -> column.getString(row)).toList())
        .toList();
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  private static String padded(String cell, int width, boolean right) {
    String space = " ".repeat(width - cell.length());
    return right ? space + cell : cell + space;
  }

  private static String row(
      List<String> cells,
      Function<String, String> escape,
      String start,
      String between,
      String end) {
    return cells.stream().map(escape).collect(Collectors.joining(between, start, end));
  }

  /** Returns text on one line that Markdown shows as it is: no HTML, code or links. */
  private static String plainMarkdown(String text) {
    return flat(text)
        .replace("\\", "\\\\")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("`", "\\`")
        .replace("](", "]\\(");
  }

  private static String flat(String text) {
    return Shown.line(text);
  }
}
