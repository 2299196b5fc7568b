package io.ats.experiments.report.page;

import io.ats.experiments.report.Published;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.TrialReader;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.report.charts.Charts;
import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.report.tables.LongCsv;
import io.ats.experiments.report.tables.ReportTable;
import io.ats.experiments.report.tables.SummaryJson;
import io.ats.experiments.report.tables.TableWriter;
import io.ats.experiments.report.tables.Tables;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a report of one or several run folders. What cannot be read or drawn is left out, with a
 * warning on the page and once on the error stream.
 */
public final class ReportWriter {

  private final Published published;
  private final Set<String> told = new HashSet<>();

  /** Creates a writer. */
  @Inject
  public ReportWriter(Published published) {
    this.published = published;
  }

  /**
   * Writes {@code index.html}, {@code summary.json}, {@code tables/} and {@code charts/}.
   *
   * @param runs the run folders; a trial of one suite that is in several counts once
   * @param reportDir created if it does not exist
   * @return what the folders hold
   * @throws io.ats.experiments.yaml.ConfigException if a folder does not exist or holds no trial
   * @throws IOException if the report's folder cannot be written
   */
  public synchronized RunData write(List<RunFolder> runs, Path reportDir) throws IOException {
    Warnings warnings = new Warnings();
    try {
      return write(runs, reportDir, warnings);
    } finally {
      for (String warning : warnings.all()) {
        if (told.add(warning)) {
          System.err.println("ats: warning: report: " + warning);
        }
      }
    }
  }

  private RunData write(List<RunFolder> runs, Path reportDir, Warnings warnings)
      throws IOException {
    RunData data = TrialReader.read(runs, warnings);
    Path tableDir = cleared(reportDir.resolve("tables"), "*.{csv,md,tex}", warnings);
    List<ReportTable> tables = new ArrayList<>();
    for (ReportTable table : ReportTable.of(data, published, warnings)) {
      warnings
          .attempt(
              "the table " + table.name(),
              () -> {
                table.write(tableDir);
                return table;
              })
          .ifPresent(tables::add);
    }
    warnings.attempt(
        "the table long",
        () -> {
          RunFiles.write(tableDir.resolve("long.csv"), LongCsv.text(data.trials()));
          return true;
        });
    warnings.attempt(
        "the file summary.json",
        () -> {
          RunFiles.write(reportDir.resolve("summary.json"), SummaryJson.text(data));
          return true;
        });
    Path chartDir = cleared(reportDir.resolve("charts"), "*.{png,svg}", warnings);
    List<Figure> figures =
        warnings
            .each(
                Charts.of(data, warnings),
                (chart, own) ->
                    own.attempt("the chart " + chart.name(), () -> drawn(chart, chartDir)))
            .stream()
            .flatMap(Optional::stream)
            .toList();
    RunFiles.write(
        reportDir.resolve("index.html"),
        new HtmlReport(data, tables, ofSuites(data, warnings), figures, reportDir, warnings)
            .page());
    return data;
  }

  /** Returns the tables of each suite alone, by its name; none if there is only one. */
  private Map<String, List<ReportTable>> ofSuites(RunData data, Warnings warnings) {
    Map<String, List<ReportTable>> tables = new LinkedHashMap<>();
    Map<String, List<Trial>> suites = BySuite.of(data.trials());
    if (suites.size() > 1) {
      suites.forEach(
          (suite, own) -> tables.put(suite, ReportTable.of(data.of(own), published, warnings)));
    }
    return tables;
  }

  /** Returns the comparison and the failures for a terminal. */
  public static String text(RunData data) {
    return TableWriter.text(Tables.comparison(data.trials()), Tables.failures(data.trials()));
  }

  static Figure drawn(NamedChart chart, Path dir) throws IOException {
    chart.writePng(dir.resolve(chart.name() + ".png"));
    String svg = chart.svg();
    RunFiles.write(dir.resolve(chart.name() + ".svg"), svg);
    String shown = chart.shared().isPresent() ? chart.svgBesideLegend() : svg;
    int width = chart.chart().getWidth();
    int height = chart.chart().getHeight();
    return new Figure(chart.name(), chart.alt(), width, height, shown, chart.shared());
  }

  /** Creates a folder, or removes the files of an earlier report from it. */
  private static Path cleared(Path dir, String glob, Warnings warnings) throws IOException {
    Files.createDirectories(dir);
    try (DirectoryStream<Path> old = Files.newDirectoryStream(dir, glob)) {
      for (Path file : old) {
        warnings.attempt("the earlier file " + file, () -> Files.deleteIfExists(file));
      }
    }
    return dir;
  }
}
