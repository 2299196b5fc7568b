package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Family;
import io.ats.experiments.report.Ranking;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The comparison in LaTeX for one column of a paper: five numbers, the best accuracies in bold. */
final class NarrowTable {

  private static final String CAPTION =
      "Test accuracy after the last epoch, share of attention on objects, pixels read as a share of"
          + " the image's, and inference time per image: mean ± standard error (seeds). Bold: the"
          + " highest accuracy and those that are not told from it; none where none can be called"
          + " best.";
  private static final String HEAD =
      "variant & accuracy \\% & on objects \\% & pixels \\% & ms \\\\\n    \\midrule\n";

  private NarrowTable() {}

  static String latex(List<Family> families) {
    StringBuilder text =
        new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n");
    text.append("  \\caption{").append(Latex.escape(CAPTION)).append("}\n");
    text.append("  \\begin{tabular}{lrrrr}\n    \\toprule\n    ").append(HEAD);
    for (Family family : families) {
      if (!family.title().isEmpty()) {
        text.append(
            "    \\multicolumn{5}{l}{\\textit{%s}} \\\\\n".formatted(Latex.escape(family.title())));
      }
      List<VariantRow> best = Ranking.of(family).best();
      for (VariantRow row : family.rows()) {
        text.append("    ").append(line(row, best.contains(row))).append(" \\\\\n");
      }
    }
    return text.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
  }

  private static String line(VariantRow row, boolean isBest) {
    return Stream.concat(
            Stream.of(
                Latex.escape(row.label()),
                bold(Cell.percent(row.stat(Metric.TEST_ACCURACY)), isBest)),
            Stream.of(
                    Metric.ATTENTION_ON_OBJECTS, Metric.PIXELS_READ, Metric.INFERENCE_MS_PER_IMAGE)
                .map(metric -> Latex.escape(Cell.of(metric, row.stat(metric)))))
        .collect(Collectors.joining(" & "));
  }

  private static String bold(String cell, boolean best) {
    String escaped = Latex.escape(cell);
    return best ? "\\textbf{" + escaped + "}" : escaped;
  }
}
