package io.ats.experiments.report.page;

import io.ats.experiments.report.Trial;
import io.ats.experiments.report.TrialReader;
import io.ats.experiments.report.charts.Charts;
import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.report.tables.ReportTable;
import io.ats.experiments.report.tables.TableWriter;
import io.ats.experiments.report.tables.Tables;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tech.tablesaw.api.Table;

/** Writes a report of one or several run folders. */
public final class ReportWriter {

  private ReportWriter() {}

  /**
   * Writes {@code index.html}, {@code tables/} and {@code charts/}.
   *
   * @param runs the run folders; a trial that is in several counts once
   * @param reportDir created if it does not exist
   * @return the comparison, to be printed with {@link TableWriter#text}
   * @throws IllegalArgumentException if a folder does not exist or holds no trial
   * @throws IOException if a file is malformed or cannot be written
   */
  public static Table write(List<RunFolder> runs, Path reportDir) throws IOException {
    List<Trial> trials = TrialReader.read(runs);
    List<ReportTable> tables = ReportTable.of(trials);
    Path tableDir = cleared(reportDir.resolve("tables"), "*.{csv,md,tex}");
    for (ReportTable table : tables) {
      table.write(tableDir);
    }
    List<NamedChart> charts = Charts.of(trials);
    Path chartDir = cleared(reportDir.resolve("charts"), "*.{png,svg}");
    for (NamedChart chart : charts) {
      chart.writePng(chartDir.resolve(chart.name() + ".png"));
      Json.writeWhole(chartDir.resolve(chart.name() + ".svg"), chart.svg());
    }
    int missing = TrialReader.missing(runs, trials);
    Json.writeWhole(
        reportDir.resolve("index.html"),
        new HtmlReport(trials, tables, charts, reportDir, missing).page());
    return tables.get(0).table();
  }

  /** Returns the results of run folders, to be printed with {@link Tables#failures}. */
  public static List<TrialResult> results(List<RunFolder> runs) throws IOException {
    return TrialReader.read(runs).stream().map(Trial::result).toList();
  }

  /** Creates a folder, or removes the files of an earlier report from it. */
  private static Path cleared(Path dir, String glob) throws IOException {
    Files.createDirectories(dir);
    try (DirectoryStream<Path> old = Files.newDirectoryStream(dir, glob)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    return dir;
  }
}
