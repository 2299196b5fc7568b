package io.ats.experiments.report.page;

import io.ats.experiments.report.tables.TableWriter;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Writes a table as HTML; the first cell of a row is its header, every column can be sorted by. */
final class HtmlTable {

  private static final int LONG = 60;

  private HtmlTable() {}

  static String of(Table table, String label) {
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    List<Boolean> numeric = table.columns().stream().map(TableWriter::isNumeric).toList();
    for (int i = 0; i < numeric.size(); i++) {
      html.append("<th scope=\"col\" aria-sort=\"none\"")
          .append(type(numeric.get(i)))
          .append("><button type=\"button\">");
      html.append(Html.escape(table.column(i).name())).append("</button></th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> cells : TableWriter.cells(table)) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(cells.get(0))).append("</th>");
      for (int i = 1; i < cells.size(); i++) {
        String kind = isLong(table.column(i)) ? " class=\"long\"" : type(numeric.get(i));
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

  private static String type(boolean numeric) {
    return numeric ? " class=\"number\"" : "";
  }

  private static boolean isLong(Column<?> column) {
    return IntStream.range(0, column.size()).anyMatch(i -> column.getString(i).length() > LONG);
  }
}
