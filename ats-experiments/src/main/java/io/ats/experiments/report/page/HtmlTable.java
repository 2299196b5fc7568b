package io.ats.experiments.report.page;

import io.ats.experiments.report.tables.TableWriter;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Writes a table as HTML; the first cell of a row is its header, every column can be sorted by. The
 * page's script hides the columns of less weight until they are asked for, and rows without a text.
 */
final class HtmlTable {

  private static final int LONG = 60;

  private HtmlTable() {}

  /** Returns a table with every column. */
  static String of(Table table, String label) {
    return of(table, label, column -> true);
  }

  /**
   * Returns a table below a search for rows and, where there are other columns than the chosen
   * ones, a switch for them.
   */
  static String searched(Table table, String label, Predicate<String> chosen) {
    boolean all = table.columnNames().stream().allMatch(chosen);
    String box =
        all ? "" : "<label><input type=\"checkbox\" class=\"columns\"> all columns</label> ";
    return "<div class=\"searched\">\n<p class=\"tools\">"
        + box
        + "<label>only rows with <input type=\"search\"></label> <output></output></p>\n"
        + of(table, label, chosen)
        + "</div>\n";
  }

  private static String of(Table table, String label, Predicate<String> chosen) {
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    List<Boolean> numeric = table.columns().stream().map(TableWriter::isNumeric).toList();
    List<Boolean> more = table.columnNames().stream().map(name -> !chosen.test(name)).toList();
    for (int i = 0; i < numeric.size(); i++) {
      html.append("<th scope=\"col\" aria-sort=\"none\"")
          .append(type(numeric.get(i), more.get(i)))
          .append("><button type=\"button\">");
      html.append(Html.escape(table.column(i).name())).append("</button></th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    List<Boolean> longs = table.columns().stream().map(HtmlTable::isLong).toList();
    for (List<String> cells : TableWriter.cells(table)) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(cells.get(0))).append("</th>");
      for (int i = 1; i < cells.size(); i++) {
        String kind = longs.get(i) ? " class=\"long\"" : type(numeric.get(i), false);
        html.append("<td")
            .append(kind)
            .append('>')
            .append(Html.escape(cells.get(i)))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    return Html.scroll(label, html.append("</tbody>\n</table>\n").toString());
  }

  private static String type(boolean numeric, boolean more) {
    String kind = (numeric ? "number" : "") + (numeric && more ? " " : "") + (more ? "more" : "");
    return kind.isEmpty() ? "" : " class=\"" + kind + "\"";
  }

  private static boolean isLong(Column<?> column) {
    return IntStream.range(0, column.size()).anyMatch(i -> column.getString(i).length() > LONG);
  }
}
