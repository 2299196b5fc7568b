package io.ats.experiments.report.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.datasets.input.Csv;
import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Family;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TablesTest {

  private static final List<Trial> RESULTS =
      SampleRun.trials(
          List.of(
              SampleRun.ok("ats", "majority", 0, 0.5, 0.52),
              SampleRun.ok("uniform", "majority", 0, 0.25, 0.25),
              SampleRun.ok("ats", "majority", 1, 0.6, 0.62),
              SampleRun.ok("ats", "max", 0, 0.9, 0.91),
              SampleRun.ok("ats", "majority", 2, 0.8, Double.NaN),
              SampleRun.failed("uniform", "majority", 1, "50% of a_b | {x}\nat \"y\"")));

  private final Table table = Tables.comparison(RESULTS);

  private String cell(int row, String column) {
    return table.stringColumn(column).get(row);
  }

  @Test
  void hasARowAVariantAndTask() {
    assertThat(table.stringColumn("variant").asList()).containsExactly("ats", "uniform", "ats");
    assertThat(table.stringColumn("task").asList()).containsExactly("majority", "majority", "max");
    assertThat(table.stringColumn("seeds ok").asList()).containsExactly("3/3", "1/2", "1/1");
  }

  @Test
  void saysWhichRowsBeganWithPretrainedWeights() {
    assertThat(table.columnNames()).doesNotContain("pretrained");
    List<Trial> trials =
        RESULTS.stream()
            .map(
                trial ->
                    trial.result().key().variant().equals("ats")
                        ? withOption(trial, "encoder.weights", "/data/in21k.safetensors")
                        : trial)
            .toList();
    assertThat(Tables.comparison(trials).stringColumn("pretrained").asList())
        .containsExactly("in21k.safetensors", "–", "in21k.safetensors");
    assertThat(Tables.comparisonNumbers(trials).stringColumn("pretrained").asList())
        .containsExactly("in21k.safetensors", "–", "in21k.safetensors");
  }

  private static Trial withOption(Trial trial, String key, String value) {
    Map<String, String> options = new LinkedHashMap<>(trial.options());
    options.put(key, value);
    return new Trial(
        trial.folder(),
        trial.result(),
        options,
        trial.metrics(),
        trial.confusions(),
        trial.pictures(),
        trial.maps(),
        trial.provenance());
  }

  @Test
  void showsMeanStandardErrorAndSeeds() {
    // 50, 60, 80: mean 63.33, squares 177.8 + 11.1 + 277.8 = 466.7, half of it 233.3, root 15.28,
    // over root 3 8.8.
    assertThat(cell(0, "test accuracy %")).isEqualTo("63.3 ± 8.8 (3)");
    // 52, 62 and one that does not exist: mean 57, root of 50 over root 2 is 5.
    assertThat(cell(0, "best test accuracy %")).isEqualTo("57.0 ± 5.0 (2)");
    // 50, 60, 80: median 60, deviations 10, 0, 20.
    assertThat(cell(0, "test accuracy median %")).isEqualTo("60.0 ± 10.0");
    assertThat(cell(0, "best test accuracy median %")).isEqualTo("57.0 ± 5.0");
    // 25 % of 200 images where a guess is right on 22 %: it would be on 50 in one of six tries.
    assertThat(cell(0, "at chance")).isEqualTo("0/3");
    assertThat(cell(1, "at chance")).isEqualTo("1/1");
    // 120, 130, 140: 10 over root 3.
    assertThat(cell(0, "train s")).isEqualTo("130 ± 6 (3)");
    // The failed trial has no part in the mean.
    assertThat(cell(1, "test accuracy %")).isEqualTo("25.0 (1)");
    assertThat(cell(1, "patches")).isEqualTo("8");
  }

  @Test
  void keepsStatisticsApartForPrograms() {
    Table numbers = Tables.comparisonNumbers(RESULTS);
    assertThat(numbers.doubleColumn("test_accuracy").get(0)).isEqualTo(0.633333, within(1e-6));
    assertThat(numbers.doubleColumn("test_accuracy_sd").get(0)).isEqualTo(0.152753, within(1e-6));
    assertThat(numbers.doubleColumn("test_accuracy_sd").isMissing(1)).isTrue();
    assertThat(numbers.doubleColumn("test_accuracy_se").get(0)).isEqualTo(0.088192, within(1e-6));
    assertThat(numbers.intColumn("best_test_accuracy_n").asList()).containsExactly(2, 1, 1);
    assertThat(numbers.intColumn("seeds").asList()).containsExactly(3, 2, 1);
    assertThat(numbers.intColumn("seeds_at_chance").asList()).containsExactly(0, 1, 0);
    assertThat(numbers.doubleColumn("test_accuracy_median").get(0)).isEqualTo(0.6, within(1e-9));
    assertThat(numbers.doubleColumn("test_accuracy_mad").get(0)).isEqualTo(0.1, within(1e-9));
  }

  /** Returns a result with another suite, identifier and aggregator. */
  private static TrialResult with(TrialResult r, String suite, String trial) {
    TrialResult.Key key = r.key();
    return new TrialResult(
        new TrialResult.Key(
            suite,
            key.preset(),
            trial,
            key.variant(),
            key.dataset(),
            key.task(),
            key.selector(),
            "transformer",
            key.encoder(),
            key.seed()),
        r.size(),
        r.cost(),
        r.metrics(),
        r.outcome());
  }

  @Test
  void namesWhatDiffersBetweenRows() {
    assertThat(table.columnNames()).doesNotContain("suite", "preset", "dataset");
    TrialResult a = SampleRun.ok("ats", "majority", 0, 0.5, 0.5);
    TrialResult b = with(a, "other", "b");
    TrialResult c = with(a, "quick", "c");
    Table both = Tables.comparison(SampleRun.trials(List.of(a, b, c)));
    assertThat(both.stringColumn("suite").asList()).containsExactly("quick", "quick", "other");
    assertThat(both.stringColumn("variant").asList())
        .containsExactly("ats (aggregator=mean)", "ats (aggregator=transformer)", "ats");
  }

  @Test
  void showsNumbersThatDoNotExistAsNone() {
    Table failed =
        Tables.comparison(SampleRun.trials(List.of(SampleRun.failed("ats", "max", 0, "x"))));
    assertThat(failed.stringColumn("seeds ok").get(0)).isEqualTo("0/1");
    for (String column :
        List.of("test accuracy %", "attention on objects %", "train s", "patches", "patch size")) {
      assertThat(failed.stringColumn(column).get(0)).as(column).isEqualTo("–");
    }
  }

  private static Trial costing(String variant, double accuracy, double pixels) {
    TrialResult of = SampleRun.ok(variant, "max", 0, accuracy, accuracy);
    return SampleRun.trial(
        new TrialResult(
            of.key(),
            of.size(),
            Metrics.NONE.with(Metric.PIXELS_READ, pixels),
            of.metrics(),
            of.outcome()));
  }

  @Test
  void namesTheBestAtNoMoreCost() {
    List<Trial> trials =
        List.of(
            costing("whole", 0.6, 1),
            costing("ats", 0.8, 0.2),
            costing("uniform", 0.3, 0.05),
            costing("top", 0.8, 0.1),
            costing("unknown", 0.9, Double.NaN));
    Table matched = MatchedTable.of(families(trials));
    assertThat(matched.stringColumn("variant").asList())
        .containsExactly("uniform", "top", "ats", "whole");
    assertThat(matched.stringColumn("amount").asList())
        .containsExactly("5.00 (1)", "10.0 (1)", "20.0 (1)", "100 (1)");
    assertThat(matched.stringColumn("best").asList())
        .containsExactly("itself", "itself", "top", "top");
    assertThat(matched.stringColumn("its cost").asList())
        .containsExactly("5.00 (1)", "10.0 (1)", "10.0 (1)", "10.0 (1)");
    assertThat(MatchedTable.numbers(families(trials)).doubleColumn("best_test_accuracy").asList())
        .containsExactly(0.3, 0.8, 0.8, 0.8);
    assertThat(MatchedTable.of(families(trials.subList(0, 1))).isEmpty()).isTrue();
    assertThat(
            MatchedTable.of(families(List.of(costing("a", 0.5, 0.1), costing("b", 0.6, 0.1))))
                .isEmpty())
        .as("equal costs")
        .isTrue();
  }

  /** What patches that overlap by chance save, and a mean of other seeds, is no advantage. */
  @Test
  void aLittleMoreIsAsMuchAndOtherSeedsAreNotCompared() {
    TrialResult lucky = SampleRun.ok("lucky", "max", 1, 0.99, 0.99);
    List<Trial> trials =
        List.of(
            costing("dear", 0.6, 0.5),
            costing("better", 0.9, 0.1251),
            costing("worse", 0.5, 0.1248),
            SampleRun.trial(lucky));
    assertThat(MatchedTable.of(families(trials)).stringColumn("best").asList())
        .containsExactly("better", "itself", "itself", "better");
  }

  private static List<Family> families(List<Trial> trials) {
    return Family.of(VariantRow.of(trials));
  }

  @Test
  void deletionIsShownWhereItWasMeasured() {
    assertThat(table.columnNames()).noneMatch(name -> name.contains("blanked"));
    TrialResult of = SampleRun.ok("ats", "majority", 0, 0.5, 0.5);
    Metrics more = of.metrics().with(Metric.DELETION_ALL, 0.25);
    Trial deleted =
        SampleRun.trial(new TrialResult(of.key(), of.size(), of.cost(), more, of.outcome()));
    assertThat(Tables.comparison(List.of(deleted)).stringColumn("accuracy, all blanked %").asList())
        .containsExactly("25.0 (1)");
  }

  @Test
  void keepsThreeDigits() {
    assertThat(Cell.significant(0.012345)).isEqualTo("0.0123");
    assertThat(Cell.significant(9.8765)).isEqualTo("9.88");
    assertThat(Cell.significant(98.765)).isEqualTo("98.8");
    assertThat(Cell.significant(12345.6)).isEqualTo("12346");
    assertThat(Cell.significant(0)).isEqualTo("0");
  }

  @Test
  void differencesPairSeeds() {
    List<Trial> results =
        SampleRun.trials(
            List.of(
                SampleRun.ok("ats", "max", 0, 0.5, 0.6),
                SampleRun.ok("ats", "max", 1, 0.6, 0.7),
                SampleRun.ok("ats", "max", 2, 0.9, 0.9),
                SampleRun.ok("uniform", "max", 0, 0.3, 0.3),
                SampleRun.ok("uniform", "max", 1, 0.4, 0.4),
                SampleRun.ok("ips", "max", 0, 0.9, 0.9)));
    Table differences = new VariantDifferences(Family.of(VariantRow.of(results))).table();
    assertThat(differences.rowCount()).as("ips shares one seed only").isEqualTo(1);
    assertThat(TableWriter.cells(differences).get(0))
        .containsExactly(
            "ats",
            "uniform",
            "20.0 [20.0, 20.0] (2)",
            "0.500",
            "0.500",
            "no claim",
            "30.0 [30.0, 30.0] (2)",
            "0.500",
            "0.500",
            "no claim");
    Table numbers = new VariantDifferences(Family.of(VariantRow.of(results))).numbers();
    assertThat(numbers.doubleColumn("test_accuracy_low").get(0)).isEqualTo(0.2, within(1e-9));
    assertThat(TableWriter.isNumeric(differences.column(2))).isTrue();
    assertThat(
            new VariantDifferences(
                    Family.of(VariantRow.of(List.of(results.get(0), results.get(3)))))
                .table()
                .isEmpty())
        .isTrue();
  }

  @Test
  void escapesLatex() {
    assertThat(Latex.escape("a_b & 50% of $1 #2 {x} ~ ^ \\ < > ± 3×4"))
        .isEqualTo(
            "a\\_b \\& 50\\% of \\$1 \\#2 \\{x\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\textless{}"
                + " \\textgreater{} $\\pm$ 3$\\times$4");
    assertThat(TableWriter.latex(table, Tables.failures(RESULTS), "A_1"))
        .contains(
            "\\caption{A\\_1}",
            "\\begin{tabular}{llrrrrrrrrrrrrrrrrrrrrrrr}",
            "\\toprule",
            "\\bottomrule")
        .contains(
            "    ats & majority & 3/3 & 0/3 & 63.3 $\\pm$ 8.8 (3) & 60.0 $\\pm$ 10.0 & 57.0 $\\pm$ 5.0 (2) & ")
        .contains(
            "Failed: \\texttt{uniform-majority-1}: 50\\% of a\\_b \\textbar{} \\{x\\} at \"y\"\\par");
  }

  @Test
  void writesMarkdown() {
    String text = TableWriter.markdown(table, Tables.failures(RESULTS));
    assertThat(text)
        .startsWith("| variant | task | seeds ok | at chance | test accuracy % |")
        .contains("\n| --- | --- | ---: | ---: | ---: |")
        .contains("\n| ats | majority | 3/3 | 0/3 | 63.3 ± 8.8 (3) |")
        .endsWith(
            "\nFailed trials:\n\n- `uniform-majority-1`: 50% of a_b | {x} at \"y\" (`trials/uniform-majority-1/log.txt`)\n");
    assertThat(TableWriter.markdown(Tables.failures(RESULTS), Tables.failures(List.of())))
        .contains("50% of a_b \\| {x} at");
  }

  @Test
  void alignsTextForATerminal() {
    List<String> lines =
        TableWriter.text(
                table.selectColumns("variant", "seeds ok", "test accuracy %"),
                Tables.failures(RESULTS))
            .lines()
            .toList();
    assertThat(lines)
        .containsExactly(
            "variant  seeds ok  test accuracy %",
            "ats           3/3   63.3 ± 8.8 (3)",
            "uniform       1/2         25.0 (1)",
            "ats           1/1         90.0 (1)",
            "failed: uniform-majority-1: 50% of a_b | {x} at \"y\" (trials/uniform-majority-1/log.txt)");
  }

  @Test
  void writesCsvThatReadsBack() throws IOException {
    List<Csv.Row> rows = Csv.parse("failures", TableWriter.csv(Tables.failures(RESULTS)));
    assertThat(rows.get(0).cells()).containsExactly("trial", "reason", "log");
    assertThat(rows.get(1).cells().get(1)).isEqualTo("50% of a_b | {x}\nat \"y\"");
    assertThat(rows).hasSize(2);
  }
}
