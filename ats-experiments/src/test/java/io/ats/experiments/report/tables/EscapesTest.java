package io.ats.experiments.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.datasets.input.Csv;
import io.ats.experiments.report.Family;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class EscapesTest {

  private static final Table NONE = Tables.failures(List.of());

  private static Table table(String... cells) {
    return Table.create("t", StringColumn.create("variant", cells));
  }

  @Test
  void noCellOfACsvFileIsAFormula() throws IOException {
    List<String> cells =
        List.of("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "'=1", "-0.5", "+3", "a=1");
    String csv = TableWriter.csv(table(cells.toArray(String[]::new)));
    List<String> lines = csv.lines().skip(1).toList();
    assertThat(lines)
        .containsExactly(
            "'=1+1", "'+1+1", "'-1+1", "'@SUM(A1)", "'\t=1", "''=1", "-0.5", "+3", "a=1");
    assertThat(Csv.parse("t", csv).stream().skip(1).map(row -> row.cells().get(0)))
        .as("our own reader takes it away again")
        .isEqualTo(cells);
  }

  @Test
  void markdownHasNoHtmlCodeOrLinks() {
    assertThat(
            TableWriter.markdown(table("<script>alert(1)</script> & `x` [y](z) | \u001b[1m"), NONE))
        .contains("| &lt;script&gt;alert(1)&lt;/script&gt; &amp; \\`x\\` [y]\\(z) \\| [1m |");
    Table failed =
        Tables.failures(
            SampleRun.trials(List.of(SampleRun.failed("ats", "max", 0, "<img src=x>"))));
    assertThat(TableWriter.markdown(failed, failed)).doesNotContain("<img");
  }

  @Test
  void latexKeepsBracketsStarsAndGreek() {
    assertThat(TableWriter.latex(table("[3] ours", "*best", "σ = Ω − α, ΦΑ"), NONE, "x"))
        .contains(
            "    {}[3] ours \\\\",
            "    {}*best \\\\",
            "    $\\sigma$ = $\\Omega$ $-$ $\\alpha$, $\\Phi$A \\\\");
  }

  @Test
  void theTerminalGetsNoControlCharacters() {
    assertThat(TableWriter.text(table("\u001b[31mred\u0007\u009b"), NONE))
        .isEqualTo("variant\n[31mred\n");
  }

  /**
   * Accuracies 50 and 60 of three seeds each: sd 5.48, over √6 2.2; higher on all six seeds, p
   * 2/2⁶. 8 patches of 32² in 256²: 12.5 %.
   */
  @Test
  void theNarrowTableFitsAColumn() {
    List<Trial> trials = new ArrayList<>();
    for (int seed = 0; seed < 6; seed++) {
      double more = seed % 2 * 0.1;
      trials.add(SampleRun.trial(SampleRun.ok("ats", "max", seed, 0.5 + more, 0.9)));
      trials.add(SampleRun.trial(SampleRun.ok("uniform", "max", seed, 0.3 + more, 0.9)));
    }
    assertThat(NarrowTable.latex(Family.of(VariantRow.of(trials))))
        .contains("\\begin{tabular}{lrrrr}")
        .contains(
            "    ats & \\textbf{55.0 $\\pm$ 2.2 (6)} & 42.5 $\\pm$ 0.8 (6) & 12.5 $\\pm$ 0.0 (6) & 2.50 $\\pm$ 0.00 (6) \\\\\n",
            "    uniform & 35.0 $\\pm$ 2.2 (6) & 42.5 $\\pm$ 0.8 (6) & 12.5 $\\pm$ 0.0 (6) & 3.83 $\\pm$ 0.00 (6) \\\\\n");
    assertThat(NarrowTable.latex(Family.of(VariantRow.of(trials.subList(0, 10)))))
        .as("five seeds")
        .contains("    ats & 54.0 $\\pm$ 2.4 (5) & ");
  }
}
