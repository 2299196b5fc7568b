package io.ats.experiments.report;

import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** Writes the report's page: one file that needs nothing beside it and no network. */
final class HtmlReport {

  private final List<Trial> trials;
  private final List<TrialResult> results;
  private final List<NamedChart> charts;
  private final Path reportDir;
  private final int missing;

  /**
   * Creates the page's writer.
   *
   * @param missing how many trials of the run have no result yet
   */
  HtmlReport(List<Trial> trials, List<NamedChart> charts, Path reportDir, int missing) {
    this.missing = missing;
    this.trials = trials;
    this.results = trials.stream().map(Trial::result).toList();
    this.charts = charts;
    this.reportDir = reportDir.toAbsolutePath().normalize();
  }

  String page() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("title", Html.escape(title()));
    values.put("summary", Html.escape(summary()));
    values.put("style", Html.resource("style.css"));
    values.put("script", Html.resource("script.js"));
    values.put(
        "comparison", HtmlTable.of(Tables.comparison(results), "Comparison of the variants"));
    values.put("notes", Html.escape(notes()));
    values.put("differences", differences());
    values.put("sources", sources());
    values.put("maps", EpochMaps.of(trials));
    values.put("files", files());
    values.put("trials", HtmlTable.of(Tables.trials(results), "Every trial"));
    values.put("failures", failures());
    values.put("charts", charts());
    values.put("gallery", Gallery.of(trials));
    values.put("provenance", Provenance.of(trials).html());
    return Html.fill("page.html", values);
  }

  private String title() {
    return results.stream()
        .map(r -> r.preset().isEmpty() ? r.suite() : r.suite() + "@" + r.preset())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String summary() {
    List<VariantRow> rows = VariantRow.of(results);
    long ok = results.stream().filter(TrialResult::ok).count();
    long chance = results.stream().filter(VariantRow::isAtChance).count();
    String what =
        count(rows.stream().map(VariantRow::label).distinct().count(), "variant")
            + " on "
            + distinct(r -> r.dataset() + " (" + r.task() + ")")
            + ", "
            + count(results.stream().map(TrialResult::seed).distinct().count(), "seed")
            + ": "
            + ok
            + " of "
            + count(results.size(), "trial")
            + " ended well"
            + (chance == 0 ? "" : ", " + chance + " of them no better than chance")
            + (missing == 0 ? "" : "; " + missing + " still to come: load the page again for more")
            + ".";
    boolean oneAxis = rows.stream().map(VariantRow::facet).distinct().count() == 1;
    return rows.stream()
        .filter(row -> oneAxis && Double.isFinite(row.stat(TrialResult::bestTestAccuracy).mean()))
        .max(Comparator.comparingDouble(row -> row.stat(TrialResult::bestTestAccuracy).mean()))
        .map(
            row ->
                what
                    + " Most accurate: "
                    + row.label()
                    + ", "
                    + Cell.percent(row.stat(TrialResult::bestTestAccuracy))
                    + " %.")
        .orElse(what);
  }

  private String notes() {
    return "Test accuracy is measured after the last epoch; best test accuracy at the epoch that was best on the"
        + " validation split. Nothing is chosen on the test split. With several seeds: mean ± sample standard deviation,"
        + " and median ± median absolute deviation, over the trials that ended well. At chance: trials whose test"
        + " accuracy a guess of the test split's most frequent label reaches by luck (one-sided binomial test, 5 %),"
        + " of those of which it is known. Attention on objects: share of the attention map's mass inside true boxes."
        + " Inference time includes reading the image. Images: "
        + distinct(r -> r.origin().isBlank() ? r.dataset() + ": origin not recorded" : r.origin())
        + ".";
  }

  private String differences() {
    Table table = Differences.of(results);
    return table.isEmpty()
        ? ""
        : "<details><summary>Differences between variants on the same seeds</summary>\n"
            + HtmlTable.of(table, "Differences between variants")
            + note(Differences.ABOUT)
            + "</details>\n";
  }

  private String sources() {
    Table table = SourceTable.of(results);
    return table.isEmpty()
        ? ""
        : Html.section(
            "sources",
            "Beside the sources' numbers",
            HtmlTable.of(table, "The sources' numbers beside ours") + note(SourceTable.ABOUT));
  }

  /** Names the tables beside the page. */
  private String files() {
    StringBuilder html = new StringBuilder("<p class=\"note\">Files beside this page:");
    for (String name :
        Stream.of(
                "comparison",
                Differences.of(results).isEmpty() ? "" : "differences",
                "trials",
                SourceTable.of(results).isEmpty() ? "" : "sources")
            .filter(name -> !name.isEmpty())
            .toList()) {
      html.append(
          " %1$s (<a href=\"tables/%1$s.csv\">CSV</a>, <a href=\"tables/%1$s.md\">Markdown</a>, <a href=\"tables/%1$s.tex\">LaTeX</a>)"
              .formatted(name));
    }
    return html.append("</p>\n").toString();
  }

  private static String note(String text) {
    return "<p class=\"note\">" + Html.escape(text) + "</p>\n";
  }

  private String failures() {
    StringBuilder html = new StringBuilder();
    for (Trial trial : trials) {
      TrialResult result = trial.result();
      if (!result.ok()) {
        Path log = trial.folder().log();
        String link = link(log);
        html.append("<tr><th scope=\"row\">")
            .append(Html.escape(result.trial()))
            .append("</th><td class=\"long failed\">");
        html.append(
            Html.escape(result.reason().isBlank() ? "no reason recorded" : result.reason()));
        html.append("</td><td><a href=\"").append(link).append("\">");
        html.append(Html.escape("trials/" + result.trial() + "/" + log.getFileName()))
            .append("</a></td></tr>\n");
      }
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
    Path relative = reportDir.relativize(file.toAbsolutePath().normalize());
    StringBuilder link = new StringBuilder();
    for (Path part : relative) {
      String encoded =
          java.net.URLEncoder.encode(part.toString(), StandardCharsets.UTF_8).replace("+", "%20");
      link.append(link.isEmpty() ? "" : "/").append(encoded);
    }
    return link.toString();
  }

  private String charts() throws IOException {
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

  private String distinct(Function<TrialResult, String> value) {
    return results.stream().map(value).distinct().collect(Collectors.joining(", "));
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
