package io.ats.experiments.report.page;

import io.ats.experiments.report.Trial;
import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.report.tables.ReportTable;
import io.ats.experiments.report.tables.Tables;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tech.tablesaw.api.Row;

/**
 * The report's page: one file that needs nothing beside it and no network.
 *
 * @param tables the comparison first
 * @param reportDir the page's folder
 * @param missing number of the run's trials that have no result yet
 */
record HtmlReport(
    List<Trial> trials,
    List<ReportTable> tables,
    List<NamedChart> charts,
    Path reportDir,
    int missing) {

  private static final String LINKS =
      "%1$s (<a href=\"tables/%1$s.csv\">CSV</a>, <a href=\"tables/%1$s.md\">Markdown</a>, <a href=\"tables/%1$s.tex\">LaTeX</a>)";

  private List<TrialResult> results() {
    return trials.stream().map(Trial::result).toList();
  }

  /** Returns the page's text. */
  String page() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    Headline headline = new Headline(results(), missing);
    values.put("title", Html.escape(headline.title()));
    values.put("summary", Html.escape(headline.summary()));
    values.put("style", Html.resource("style.css"));
    values.put("script", Html.resource("script.js"));
    values.put("comparison", HtmlTable.of(tables.get(0).table(), "Comparison of the variants"));
    values.put("notes", Html.escape(headline.notes()));
    values.put("parts", details("parts", "Each part of a joint task"));
    values.put(
        "differences", details("differences", "Differences between variants on the same seeds"));
    values.put("sources", sources());
    values.put("maps", EpochMaps.of(trials));
    values.put("files", files());
    values.put("trials", details("trials", "Every trial"));
    values.put("failures", failures());
    values.put("charts", figures());
    values.put("gallery", Gallery.of(trials));
    values.put("provenance", ProvenanceSection.of(trials).html());
    return Html.fill("page.html", values);
  }

  private String details(String name, String summary) {
    return table(name)
        .map(
            table ->
                "<details><summary>%s</summary>%n".formatted(Html.escape(summary))
                    + HtmlTable.of(table.table(), summary)
                    + note(table.about())
                    + "</details>\n")
        .orElse("");
  }

  private String sources() {
    return table("sources")
        .map(
            table ->
                Html.section(
                    "sources",
                    "Beside the sources' numbers",
                    HtmlTable.of(table.table(), "The sources' numbers beside ours")
                        + note(table.about())))
        .orElse("");
  }

  private Optional<ReportTable> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  private String files() {
    return tables.stream()
        .map(table -> LINKS.formatted(table.name()))
        .collect(Collectors.joining(", ", "<p class=\"note\">Files beside this page: ", "</p>\n"));
  }

  private static String note(String text) {
    return "<p class=\"note\">" + Html.escape(text) + "</p>\n";
  }

  private String failures() {
    StringBuilder html = new StringBuilder();
    Map<String, Trial> byId = trials.stream().collect(Collectors.toMap(Trial::id, trial -> trial));
    for (Row failure : Tables.failures(results())) {
      String id = failure.getString("trial");
      html.append(
          """
          <tr><th scope="row">%s</th><td class="long failed">%s</td><td><a href="%s">%s</a></td></tr>
          """
              .formatted(
                  Html.escape(id),
                  Html.escape(failure.getString("reason")),
                  link(byId.get(id).folder().log()),
                  Html.escape(failure.getString("log"))));
    }
    String head =
        "<table>\n<thead><tr><th scope=\"col\">trial</th><th scope=\"col\">reason</th><th scope=\"col\">log</th></tr></thead>\n<tbody>\n";
    return html.isEmpty()
        ? ""
        : Html.section(
            "failures",
            "Failed trials",
            Html.scroll("Failed trials", head + html + "</tbody>\n</table>\n"));
  }

  /** Returns a file's address relative to the page. */
  private String link(Path file) {
    Path relative =
        reportDir.toAbsolutePath().normalize().relativize(file.toAbsolutePath().normalize());
    StringBuilder link = new StringBuilder();
    for (Path part : relative) {
      String encoded =
          URLEncoder.encode(part.toString(), StandardCharsets.UTF_8).replace("+", "%20");
      link.append(link.isEmpty() ? "" : "/").append(encoded);
    }
    return link.toString();
  }

  private String figures() throws IOException {
    StringBuilder html = new StringBuilder();
    for (NamedChart chart : charts) {
      html.append("<figure class=\"chart\">");
      html.append(
          Html.image("image/svg+xml", chart.svg().getBytes(StandardCharsets.UTF_8), chart.alt()));
      html.append(
          "<figcaption><a href=\"charts/%1$s.svg\">SVG</a> <a href=\"charts/%1$s.png\">PNG</a></figcaption>"
              .formatted(chart.name()));
      html.append("</figure>\n");
    }
    return html.isEmpty()
        ? ""
        : Html.section(
            "charts",
            "Charts",
            "<div class=\"charts\">\n"
                + html
                + "</div>\n<p class=\"note\">Lines are means over the seeds; bands and bars: ± a sample standard deviation.</p>\n");
  }
}
