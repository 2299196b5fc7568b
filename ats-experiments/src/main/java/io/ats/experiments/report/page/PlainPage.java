package io.ats.experiments.report.page;

import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.results.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** A page of charts and tables, of benchmarks or a search. */
public final class PlainPage {

  private PlainPage() {}

  /**
   * A table of the page.
   *
   * @param heading above it
   * @param note below it
   */
  public record Part(String heading, Table table, String note) {

    private String html(int number) {
      return Html.section(
          "part-" + number,
          heading,
          HtmlTable.searched(table, heading, column -> true)
              + "<p class=\"note\">"
              + Html.escape(note)
              + "</p>\n");
    }
  }

  /**
   * Writes {@code index.html}, and {@code charts/} with each chart as PNG and SVG.
   *
   * @param about what it shows, a line each
   * @param dir created if it does not exist
   */
  public static void write(
      String title, List<String> about, List<NamedChart> charts, List<Part> parts, Path dir)
      throws IOException {
    Path chartDir = Files.createDirectories(dir.resolve("charts"));
    StringBuilder figures = new StringBuilder();
    for (NamedChart chart : charts) {
      Figure figure = ReportWriter.drawn(chart, chartDir);
      figures.append(figure.html());
    }
    StringBuilder lines = new StringBuilder();
    about.forEach(line -> lines.append("<p>").append(Html.escape(line)).append("</p>\n"));
    StringBuilder tables = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      tables.append(parts.get(i).html(i));
    }
    RunFiles.write(
        dir.resolve("index.html"),
        Html.fill(
            "plain.html",
            Map.of(
                "title",
                Html.escape(title),
                "style",
                Html.resource("style.css"),
                "script",
                Html.resource("script.js"),
                "about",
                lines.toString(),
                "charts",
                figures.toString(),
                "tables",
                tables.toString())));
  }
}
