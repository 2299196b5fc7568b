package io.ats.experiments.report.tables;

import io.ats.experiments.report.Trial;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.ResultsCsv;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * A table of the report in every form.
 *
 * @param name the name of its files, without suffix
 * @param about what it shows
 * @param table for people
 * @param csv for programs
 * @param failures listed below it in the forms for people
 */
public record ReportTable(String name, String about, Table table, String csv, Table failures) {

  private static final String COMPARISON =
      "Mean ± standard deviation and median ± median absolute deviation over the seeds; best: at"
          + " the epoch best on validation.";

  /** Returns the tables that have a row. */
  public static List<ReportTable> of(List<Trial> trials) {
    List<TrialResult> results = trials.stream().map(Trial::result).toList();
    Table failures = Tables.failures(results);
    Table none = Tables.failures(List.of());
    return List.of(
            new ReportTable(
                "comparison",
                COMPARISON,
                Tables.comparison(results),
                TableWriter.csv(Tables.comparisonNumbers(results)),
                failures),
            new ReportTable(
                "parts",
                PartTable.ABOUT,
                PartTable.of(trials),
                TableWriter.csv(PartTable.numbers(trials)),
                none),
            new ReportTable(
                "differences",
                VariantDifferences.ABOUT,
                VariantDifferences.of(results),
                TableWriter.csv(VariantDifferences.numbers(results)),
                none),
            new ReportTable(
                "trials",
                "Every trial.",
                Tables.trials(results),
                ResultsCsv.text(results),
                failures),
            sources(SourceTable.of(trials)))
        .stream()
        .filter(each -> !each.table().isEmpty())
        .toList();
  }

  /** Returns the sources' table, the same for programs as for people. */
  private static ReportTable sources(Table table) {
    return new ReportTable(
        "sources", SourceTable.ABOUT, table, TableWriter.csv(table), Tables.failures(List.of()));
  }

  /** Writes the table as CSV, Markdown and LaTeX. */
  public void write(Path dir) throws IOException {
    Json.writeWhole(dir.resolve(name + ".csv"), csv);
    Json.writeWhole(dir.resolve(name + ".md"), TableWriter.markdown(table, failures));
    Json.writeWhole(dir.resolve(name + ".tex"), TableWriter.latex(table, failures, about));
  }
}
