package io.ats.experiments.report.tables;

import io.ats.experiments.report.Published;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.TaskSet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.ResultsCsv;
import io.ats.experiments.results.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * A table of the report in every form.
 *
 * @param name the name of its files, without suffix
 * @param about what it shows
 * @param table for people
 * @param csv for programs
 * @param failures listed below it in the forms for people
 * @param narrow the same in LaTeX for one column of a paper; empty if there is none
 */
public record ReportTable(
    String name, String about, Table table, String csv, Table failures, String narrow) {

  private static final String COMPARISON =
      "Mean ± standard error (seeds) and median ± median absolute deviation over the seeds; best:"
          + " at the epoch best on validation.";

  /** Returns the tables that have a row; one that cannot be made is left out with a warning. */
  public static List<ReportTable> of(RunData data, Published published, Warnings warnings) {
    List<Trial> trials = data.trials();
    Table failures = Tables.failures(trials);
    Table none = Tables.failures(List.of());
    return Stream.of(
            made(
                "comparison",
                warnings,
                () ->
                    new ReportTable(
                        "comparison",
                        COMPARISON,
                        Tables.comparison(trials),
                        TableWriter.csv(Tables.comparisonNumbers(trials)),
                        failures,
                        NarrowTable.latex(data.families()))),
            made(
                "parts",
                warnings,
                () ->
                    new ReportTable(
                        "parts",
                        PartTable.ABOUT,
                        PartTable.of(trials),
                        TableWriter.csv(PartTable.numbers(trials)),
                        none,
                        "")),
            made(
                "differences",
                warnings,
                () -> {
                  VariantDifferences of = new VariantDifferences(data.families());
                  return new ReportTable(
                      "differences",
                      VariantDifferences.ABOUT,
                      of.table(),
                      TableWriter.csv(of.numbers()),
                      none,
                      "");
                }),
            made(
                "tasks",
                warnings,
                () -> {
                  TaskTable of = new TaskTable(TaskSet.of(data.families()));
                  return new ReportTable(
                      "tasks", of.about(), of.table(), TableWriter.csv(of.numbers()), none, "");
                }),
            made(
                "ranks",
                warnings,
                () -> {
                  RankTable of = new RankTable(TaskSet.of(data.families()));
                  return new ReportTable(
                      "ranks",
                      RankTable.ABOUT,
                      of.table(),
                      TableWriter.csv(of.numbers()),
                      none,
                      "");
                }),
            made(
                "matched",
                warnings,
                () ->
                    new ReportTable(
                        "matched",
                        MatchedTable.ABOUT,
                        MatchedTable.of(data.families()),
                        TableWriter.csv(MatchedTable.numbers(data.families())),
                        none,
                        "")),
            made(
                "confusions",
                warnings,
                () ->
                    new ReportTable(
                        "confusions",
                        ConfusionTable.ABOUT,
                        ConfusionTable.of(trials),
                        TableWriter.csv(ConfusionTable.numbers(trials)),
                        none,
                        "")),
            made(
                "trials",
                warnings,
                () ->
                    new ReportTable(
                        "trials",
                        "Every trial.",
                        Tables.trials(trials),
                        ResultsCsv.text(trials.stream().map(Trial::result).toList()),
                        failures,
                        "")),
            made("sources", warnings, () -> sources(SourceTable.of(trials, published))))
        .flatMap(Optional::stream)
        .filter(each -> !each.table().isEmpty())
        .toList();
  }

  private static Optional<ReportTable> made(
      String name, Warnings warnings, Callable<ReportTable> how) {
    return warnings.attempt("the table " + name, how);
  }

  /** Returns the sources' table, the same for programs as for people. */
  private static ReportTable sources(Table table) {
    return new ReportTable(
        "sources",
        SourceTable.ABOUT,
        table,
        TableWriter.csv(table),
        Tables.failures(List.of()),
        "");
  }

  /** Writes the table as CSV, Markdown and LaTeX. */
  public void write(Path dir) throws IOException {
    RunFiles.write(dir.resolve(name + ".csv"), csv);
    RunFiles.write(dir.resolve(name + ".md"), TableWriter.markdown(table, failures));
    RunFiles.write(dir.resolve(name + ".tex"), TableWriter.latex(table, failures, about));
    if (!narrow.isEmpty()) {
      RunFiles.write(dir.resolve(name + "-narrow.tex"), narrow);
    }
  }
}
