package io.ats.experiments.report.page;

import io.ats.experiments.report.RunData;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.report.charts.ChartSet;
import io.ats.experiments.report.tables.ReportTable;
import io.ats.experiments.report.tables.Tables;
import io.ats.experiments.results.Metric;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * The report's page: one file that needs nothing beside it and no network.
 *
 * @param data what the run folders hold
 * @param tables those that could be made
 * @param suites where there are several suites, those of each alone, by its name
 * @param figures those that could be drawn
 * @param reportDir the page's folder
 * @param warnings what could not be read or drawn; parts of the page that fail are added
 */
record HtmlReport(
    RunData data,
    List<ReportTable> tables,
    Map<String, List<ReportTable>> suites,
    List<Figure> figures,
    Path reportDir,
    Warnings warnings) {

  private static final String LINKS =
      "%1$s (<a href=\"tables/%1$s.csv\">CSV</a>, <a href=\"tables/%1$s.md\">Markdown</a>, <a href=\"tables/%1$s.tex\">LaTeX</a>)";

  /** Columns of the table of trials; the others are behind a switch. */
  private static final List<String> EVERY =
      Stream.concat(
              Stream.of("trial", "variant", "task", "seed", "status", "epochs"),
              Stream.of(Metric.VALIDATION_ACCURACY, Metric.TEST_ACCURACY, Metric.TRAIN_SECONDS)
                  .map(Metric::heading))
          .toList();

  /** How columns begin that are of other metrics than test accuracy: they are behind a switch. */
  private static final List<String> OTHER_SCORES =
      Metric.of(kind -> kind == Metric.Kind.TEST).stream()
          .filter(metric -> metric != Metric.TEST_ACCURACY)
          .map(metric -> metric.label() + " ")
          .toList();

  /** A table of more rows is shortened on the page. */
  private static final int MOST_ROWS = 300;

  private static final String FEW =
      "The page has the most important columns, and but for the trials the rows of the best variants"
          + " alone. The file tables/%s.csv has all.";

  /** What is printed though it is folded up. */
  private static final Set<String> PRINTED = Set.of("differences");

  /** Returns the page's text. */
  String page() {
    List<Trial> trials = data.trials();
    Map<String, String> values = new LinkedHashMap<>();
    Headline headline = new Headline(data);
    values.put("title", part("title", () -> Html.escape(headline.title())));
    values.put("abouts", part("description of the suite", headline::abouts));
    values.put("summary", part("summary", headline::summary));
    values.put("style", Html.resource("style.css"));
    values.put("script", Html.resource("script.js"));
    values.put("leading", part("leading charts", () -> ComparisonSection.leading(figures)));
    values.put("comparison", part("comparison", () -> ComparisonSection.of(trials)));
    values.put("options", part("options", () -> OptionsSection.of(trials)));
    values.put("notes", part("notes", () -> Html.escape(headline.notes())));
    values.put("parts", details("parts", "Each part of a joint task"));
    values.put(
        "differences", details("differences", "Differences between variants on the same seeds"));
    values.put("tasks", part("tasks", this::tasks));
    values.put("matched", details("matched", "The best at no more cost"));
    values.put("sources", part("sources", this::sources));
    values.put(
        "maps",
        part("attention maps", () -> EpochMaps.of(trials, warnings))
            + part("blended patches", () -> EpochBlends.of(trials, warnings)));
    values.put("files", files());
    values.put("trials", details("trials", "Every trial"));
    values.put("failures", part("failures", this::failures));
    values.put("charts", part("charts", () -> ChartSection.of(figures)));
    values.put(
        "confusions",
        part(
            "confusion matrices",
            () ->
                ConfusionSection.of(trials, unfolding("confusions", "The most confused classes"))));
    values.put("gallery", part("pictures", () -> Gallery.of(trials, warnings)));
    values.put("provenance", part("provenance", () -> ProvenanceSection.of(trials).html()));
    values.put("warnings", warned());
    return Html.fill("page.html", values);
  }

  private String part(String name, Callable<String> content) {
    return warnings.attempt("the page's part \"" + name + "\"", content).orElse("");
  }

  private String warned() {
    String items =
        warnings.all().stream()
            .map(text -> "<li>" + Html.escape(text) + "</li>\n")
            .collect(Collectors.joining());
    return items.isEmpty()
        ? ""
        : Html.section("warnings", "What this page lacks", "<ul>\n" + items + "</ul>\n");
  }

  private String details(String name, String summary) {
    return part(name, () -> unfolding(name, summary));
  }

  private String unfolding(String name, String summary) {
    return table(name)
        .map(
            table ->
                "<details%s><summary>%s</summary>\n"
                        .formatted(
                            PRINTED.contains(name) ? " class=\"printed\"" : "",
                            Html.escape(summary))
                    + bySuite(table, summary)
                    + "</details>\n")
        .orElse("");
  }

  private String bySuite(ReportTable table, String label) {
    Predicate<String> chosen =
        table.name().equals("trials")
            ? EVERY::contains
            : column -> OTHER_SCORES.stream().noneMatch(column::startsWith);
    return BySuite.each(
            data.trials(),
            (suite, own) -> {
              Table rows =
                  named(table.name(), suites.getOrDefault(suite, tables))
                      .map(ReportTable::table)
                      .orElse(Table.create());
              return rows.isEmpty()
                  ? ""
                  : rows.rowCount() <= MOST_ROWS
                      ? HtmlTable.searched(rows, BySuite.label(label, suite), chosen)
                      : HtmlTable.searched(
                              few(table.name(), rows, own, chosen),
                              BySuite.label(label, suite),
                              c -> true)
                          + note(FEW.formatted(table.name()));
            })
        + note(table.about());
  }

  /**
   * Returns fewer of many rows and columns: the chosen columns, and the rows of the best variants
   * of each task; of the differences those from the best variant, of the trials all.
   */
  private static Table few(String name, Table rows, List<Trial> own, Predicate<String> chosen) {
    Table few =
        rows.selectColumns(rows.columnNames().stream().filter(chosen).toArray(String[]::new));
    if (name.equals("trials")) {
      return few;
    }
    int most = name.equals("differences") ? 1 : ChartSet.MOST_VARIANTS;
    Set<String> best =
        VariantRow.best(VariantRow.of(own), most).stream()
            .map(VariantRow::label)
            .collect(Collectors.toSet());
    Selection found = few.stringColumn("variant").isIn(best);
    return few.where(most == 1 ? found.or(few.stringColumn("minus").isIn(best)) : found);
  }

  private String tasks() {
    return table("tasks")
        .map(
            table ->
                Html.section(
                    "tasks",
                    "Over all tasks",
                    bySuite(table, "Variants over all tasks")
                        + unfolding("ranks", "Ranks of every two variants over the tasks")))
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
    return named(name, tables);
  }

  private static Optional<ReportTable> named(String name, List<ReportTable> tables) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  private String files() {
    return tables.stream()
        .map(
            table ->
                LINKS.formatted(table.name()) + (table.narrow().isEmpty() ? "" : narrow(table)))
        .collect(
            Collectors.joining(
                ", ",
                "<p class=\"note\">Files beside this page: ",
                ", <a href=\"tables/long.csv\">a line per number</a>, <a href=\"summary.json\">what is claimed, as JSON</a></p>\n"));
  }

  private static String narrow(ReportTable table) {
    return ", <a href=\"tables/%s-narrow.tex\">LaTeX for one column</a>".formatted(table.name());
  }

  private static String note(String text) {
    return "<p class=\"note\">" + Html.escape(text) + "</p>\n";
  }

  private String failures() {
    StringBuilder html = new StringBuilder();
    List<Trial> failed = data.trials().stream().filter(trial -> !trial.result().ok()).toList();
    for (Row failure : Tables.failures(failed)) {
      String id = failure.getString("trial");
      html.append(
          """
          <tr><th scope="row">%s</th><td class="long failed">%s</td><td><a href="%s">%s</a></td></tr>
          """
              .formatted(
                  Html.escape(id),
                  Html.escape(failure.getString("reason")),
                  link(failed.get(failure.getRowNumber()).folder().log()),
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
}
