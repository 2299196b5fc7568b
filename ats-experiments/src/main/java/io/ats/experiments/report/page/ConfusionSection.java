package io.ats.experiments.report.page;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Confusion;
import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Shown;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.report.charts.ChartSet;
import io.ats.experiments.results.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A confusion matrix for each variant and part of its task. */
final class ConfusionSection {

  /** A matrix of more classes is no longer legible. */
  private static final int MOST_CLASSES = 30;

  private static final String LEGEND =
      "<p class=\"note\">Test images after the last epoch, summed over the seeds: a row for each true class, a column for each"
          + " predicted one. The stronger the colour, the larger the share of the row. Tasks with any number of classes an image have no such"
          + " matrix. Of more than "
          + ChartSet.MOST_VARIANTS
          + " variants those with the highest mean test accuracy are shown.%s</p>%n";

  private ConfusionSection() {}

  /**
   * Returns the matrices and the table of pairs, empty without either.
   *
   * @param pairs the most confused classes, as HTML that the reader unfolds; may be empty
   */
  static String of(List<Trial> trials, String pairs) {
    List<VariantRow> all = VariantRow.of(trials);
    Set<VariantRow> best = Collections.newSetFromMap(new IdentityHashMap<>());
    best.addAll(VariantRow.best(all, ChartSet.MOST_VARIANTS));
    List<VariantRow> rows = all.stream().filter(best::contains).toList();
    List<Facet> facets = rows.stream().map(VariantRow::facet).distinct().toList();
    StringBuilder matrices = new StringBuilder();
    boolean larger = false;
    for (VariantRow row : rows) {
      for (Confusion of : Confusion.of(row)) {
        boolean legible = of.classes().size() <= MOST_CLASSES;
        larger |= !legible;
        matrices.append(
            legible ? matrix(title(row.label(), row.facet().title(facets), of.part()), of) : "");
      }
    }
    if (matrices.isEmpty() && !larger) {
      return "";
    }
    String more =
        larger
            ? " With more than " + MOST_CLASSES + " classes there is the table of pairs alone."
            : "";
    return Html.section(
        "confusions",
        "Which classes were taken for which",
        LEGEND.formatted(more).replace("\r\n", "\n")
            + "<div class=\"confusions\">\n"
            + matrices
            + "</div>\n"
            + (matrices.isEmpty() ? pairs.replaceFirst("<details>", "<details open>") : pairs));
  }

  private static String title(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
  }

  private static String matrix(String title, Confusion of) {
    List<String> columns = new ArrayList<>(List.of("true ↓ predicted →"));
    of.classes().forEach(name -> columns.add(Shown.name(name)));
    columns.add("right %");
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (int t = 0; t < of.classes().size(); t++) {
      int row = t;
      Stream<String> cells =
          IntStream.range(0, of.classes().size()).mapToObj(p -> cell(of, row, p));
      Stream<String> right =
          Stream.of("<b>" + Cell.of(Metric.TEST_ACCURACY, of.share(t, t)) + "</b>");
      rows.put(of.classes().get(t), Stream.concat(cells, right).toList());
    }
    return "<div>\n"
        + Html.heading(title)
        + Html.table("Confusion matrix of " + title, "confusion", columns, rows)
        + absent(of).orElse("")
        + "</div>\n";
  }

  private static String cell(Confusion of, int label, int predicted) {
    int images = of.counts()[label][predicted];
    return images == 0
        ? "<span>0</span>"
        : String.format(
            Locale.ROOT,
            "<span style=\"--share: %.3f\">%d</span>",
            of.share(label, predicted),
            images);
  }

  private static Optional<String> absent(Confusion of) {
    List<String> absent = of.absent();
    return absent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "<p class=\"note\">No test image: %s. Balanced accuracy and ROC area are of the other classes.</p>\n"
                .formatted(Html.escape(Shown.line(String.join(", ", absent)))));
  }
}
