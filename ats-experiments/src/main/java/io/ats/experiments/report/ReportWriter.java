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
        reportDir.resolve("index.html"),
        new HtmlReport(trials, charts, reportDir, TrialReader.missing(runs, trials)).page());
    return comparison;
  }

  /** Returns the results of run folders, to be printed with {@link Tables#failures}. */
  public static List<TrialResult> results(List<RunFolder> runs) throws IOException {
    return TrialReader.read(runs).stream().map(Trial::result).toList();
  }

  private static void writeTables(List<TrialResult> results, Table comparison, Path dir)
      throws IOException {
    clear(dir, "{differences,sources}.*");
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
            "Mean ± standard deviation and median ± median absolute deviation over the seeds; best: at the epoch best on"
                + " validation."));
    Json.writeWhole(dir.resolve("trials.csv"), ResultsCsv.text(results));
    Json.writeWhole(dir.resolve("trials.md"), TableWriter.markdown(trials, failures));
    Json.writeWhole(dir.resolve("trials.tex"), TableWriter.latex(trials, failures, "Every trial."));
    Table differences = Differences.of(results);
    Table none = Tables.failures(List.of());
    if (!differences.isEmpty()) {
      Json.writeWhole(
          dir.resolve("differences.csv"), TableWriter.csv(Differences.numbers(results)));
      Json.writeWhole(dir.resolve("differences.md"), TableWriter.markdown(differences, none));
      Json.writeWhole(
          dir.resolve("differences.tex"), TableWriter.latex(differences, none, Differences.ABOUT));
    }
    Table sources = SourceTable.of(results);
    if (!sources.isEmpty()) {
      Json.writeWhole(dir.resolve("sources.csv"), TableWriter.csv(sources));
      Json.writeWhole(dir.resolve("sources.md"), TableWriter.markdown(sources, none));
      Json.writeWhole(
          dir.resolve("sources.tex"), TableWriter.latex(sources, none, SourceTable.ABOUT));
    }
  }

  private static void clear(Path dir, String glob) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(dir, glob)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
  }

  private static void writeCharts(List<NamedChart> charts, Path dir) throws IOException {
    clear(dir, "*.{png,svg}");
    for (NamedChart chart : charts) {
      chart.writePng(dir.resolve(chart.name() + ".png"));
      Json.writeWhole(dir.resolve(chart.name() + ".svg"), chart.svg());
    }
  }
}
