package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Family;
import io.ats.experiments.report.Ranking;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The comparison in LaTeX for one column of a paper: five numbers, the best in bold. */
final class NarrowTable {

  private static final String CAPTION =
      "Test accuracy after the last epoch, share of attention on objects, pixels read as a share of"
          + " the image's, and inference time per image: mean ± standard error (seeds). Bold: the"
          + " best; no accuracy where none can be called best.";
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
        text.append("    ").append(line(row, best.contains(row), family.rows())).append(" \\\\\n");
      }
    }
    return text.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
  }

  private static String line(VariantRow row, boolean isBest, List<VariantRow> rows) {
    Metric objects = Metric.ATTENTION_ON_OBJECTS;
    return List.of(
            Latex.escape(row.label()),
            bold(Cell.percent(row.stat(Metric.TEST_ACCURACY)), isBest),
            bold(
                Cell.of(objects, row.stat(objects)),
                isLeast(row, rows, r -> -r.stat(objects).mean())),
            least(row, rows, Metric.PIXELS_READ),
            least(row, rows, Metric.INFERENCE_MS_PER_IMAGE))
        .stream()
        .collect(Collectors.joining(" & "));
  }

  private static String least(VariantRow row, List<VariantRow> rows, Metric metric) {
    return bold(Cell.of(metric, row.stat(metric)), isLeast(row, rows, r -> r.stat(metric).mean()));
  }

  private static boolean isLeast(
      VariantRow row, List<VariantRow> rows, ToDoubleFunction<VariantRow> number) {
    double own = number.applyAsDouble(row);
    double least = rows.stream().mapToDouble(number).filter(Double::isFinite).min().orElse(0);
    double most = rows.stream().mapToDouble(number).filter(Double::isFinite).max().orElse(0);
    return own == least && least < most;
  }

  private static String bold(String cell, boolean best) {
    String escaped = Latex.escape(cell);
    return best ? "\\textbf{" + escaped + "}" : escaped;
  }
}
