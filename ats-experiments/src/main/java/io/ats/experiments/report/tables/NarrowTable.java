package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Ranking;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The comparison in LaTeX for one column of a paper: five numbers, the best in bold. */
final class NarrowTable {

  private static final String CAPTION =
      "Test accuracy after the last epoch (mean ± standard error (seeds)), share of attention on"
          + " objects, pixels read as a share of the image's, and inference time per image. Bold:"
          + " the best; no accuracy where none can be called best.";
  private static final String HEAD =
      "variant & accuracy \\% & on objects \\% & pixels \\% & ms \\\\\n    \\midrule\n";

  private NarrowTable() {}

  static String latex(List<Trial> trials) {
    Map<Facet, List<VariantRow>> facets = VariantRow.byFacet(VariantRow.of(trials));
    StringBuilder text =
        new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n");
    text.append("  \\caption{").append(Latex.escape(CAPTION)).append("}\n");
    text.append("  \\begin{tabular}{lrrrr}\n    \\toprule\n    ").append(HEAD);
    facets.forEach(
        (facet, rows) -> {
          String title = facet.title(facets.keySet());
          if (!title.isEmpty()) {
            text.append(
                "    \\multicolumn{5}{l}{\\textit{%s}} \\\\\n".formatted(Latex.escape(title)));
          }
          List<VariantRow> best = Ranking.of(rows).best();
          rows.forEach(
              row ->
                  text.append("    ")
                      .append(line(row, best.contains(row), rows))
                      .append(" \\\\\n"));
        });
    return text.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
  }

  private static String line(VariantRow row, boolean isBest, List<VariantRow> rows) {
    ToDoubleFunction<VariantRow> objects = r -> r.stat(Metric.ATTENTION_ON_OBJECTS).mean();
    ToDoubleFunction<VariantRow> milliseconds = r -> r.stat(Metric.INFERENCE_MS_PER_IMAGE).mean();
    ToDoubleFunction<VariantRow> pixels = r -> r.stat(Metric.PIXELS_READ).mean();
    return List.of(
            Latex.escape(row.label()),
            bold(Cell.percent(row.stat(Metric.TEST_ACCURACY)), isBest),
            bold(
                Cell.of(Metric.ATTENTION_ON_OBJECTS, objects.applyAsDouble(row)),
                isLeast(row, rows, r -> -objects.applyAsDouble(r))),
            bold(
                Cell.of(Metric.PIXELS_READ, pixels.applyAsDouble(row)), isLeast(row, rows, pixels)),
            bold(
                Cell.significant(milliseconds.applyAsDouble(row)),
                isLeast(row, rows, milliseconds)))
        .stream()
        .collect(Collectors.joining(" & "));
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
