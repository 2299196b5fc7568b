package io.ats.experiments.report;

import io.ats.experiments.results.Json;
import io.ats.experiments.results.ResultsCsv;
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
   * @param runs where the trials are; a trial that several hold counts once
   * @param reportDir made if it does not exist
   * @return the comparison, to be printed with {@link TableWriter#text}
   * @throws IllegalArgumentException if a folder does not exist or holds no trial
   * @throws IOException if a file is malformed or cannot be written
   */
  public static Table write(List<RunFolder> runs, Path reportDir) throws IOException {
    List<Trial> trials = TrialReader.read(runs);
    List<TrialResult> results = trials.stream().map(Trial::result).toList();
    Table comparison = Tables.comparison(results);
    writeTables(results, comparison, Files.createDirectories(reportDir.resolve("tables")));
    List<NamedChart> charts = Charts.of(trials);
    writeCharts(charts, Files.createDirectories(reportDir.resolve("charts")));
    Json.writeWhole(
        reportDir.resolve("index.html"), new HtmlReport(trials, charts, reportDir).page());
    return comparison;
  }

  /** Returns the results of run folders, to be printed with {@link Tables#failures}. */
  public static List<TrialResult> results(List<RunFolder> runs) throws IOException {
    return TrialReader.read(runs).stream().map(Trial::result).toList();
  }

  private static void writeTables(List<TrialResult> results, Table comparison, Path dir)
      throws IOException {
    Table trials = Tables.trials(results);
    Table failures = Tables.failures(results);
    Json.writeWhole(
        dir.resolve("comparison.csv"), TableWriter.csv(Tables.comparisonNumbers(results)));
    Json.writeWhole(dir.resolve("comparison.md"), TableWriter.markdown(comparison, failures));
    Json.writeWhole(
        dir.resolve("comparison.tex"),
        TableWriter.latex(
            comparison,
            failures,
            "Mean ± standard deviation over the seeds; best: at the epoch best on validation."));
    Json.writeWhole(dir.resolve("trials.csv"), ResultsCsv.text(results));
    Json.writeWhole(dir.resolve("trials.md"), TableWriter.markdown(trials, failures));
    Json.writeWhole(dir.resolve("trials.tex"), TableWriter.latex(trials, failures, "Every trial."));
  }

  private static void writeCharts(List<NamedChart> charts, Path dir) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(dir, "*.{png,svg}")) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    for (NamedChart chart : charts) {
      chart.writePng(dir.resolve(chart.name() + ".png"));
      Json.writeWhole(dir.resolve(chart.name() + ".svg"), chart.svg());
    }
  }
}
