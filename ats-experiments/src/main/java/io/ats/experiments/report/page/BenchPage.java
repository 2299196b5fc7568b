package io.ats.experiments.report.page;

import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.results.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** The page of benchmarks: their charts and their rows. */
public final class BenchPage {

  private BenchPage() {}

  /**
   * Writes {@code index.html}, and {@code charts/} with each chart as PNG and SVG.
   *
   * @param about what was measured and where, a line each
   * @param rows the figures
   * @param dir created if it does not exist
   */
  public static void write(List<String> about, Table rows, List<NamedChart> charts, Path dir)
      throws IOException {
    Path chartDir = Files.createDirectories(dir.resolve("charts"));
    StringBuilder figures = new StringBuilder();
    for (NamedChart chart : charts) {
      Figure figure = ReportWriter.drawn(chart, chartDir);
      figures.append(figure.html());
    }
    StringBuilder lines = new StringBuilder();
    about.forEach(line -> lines.append("<p>").append(Html.escape(line)).append("</p>\n"));
    RunFiles.write(
        dir.resolve("index.html"),
        Html.fill(
            "bench.html",
            Map.of(
                "style",
                Html.resource("style.css"),
                "script",
                Html.resource("script.js"),
                "about",
                lines.toString(),
                "charts",
                figures.toString(),
                "rows",
                HtmlTable.of(rows, "Figures of the benchmarks"))));
  }
}
