package io.ats.experiments.report.page;

import io.ats.experiments.picture.Palette;
import io.ats.experiments.report.charts.ChartSet;
import io.ats.experiments.report.charts.Charts;
import io.ats.experiments.report.charts.Legend;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The charts but the leading ones: those of each set's variants beside a legend, then the others.
 */
final class ChartSection {

  private static final String NOTE =
      "<p class=\"note\">Lines are means over the seeds; bands and bars: ± a sample standard deviation, of a"
          + " performance profile a 95 % interval. The thin grey line through points is the Pareto front. Of more than "
          + ChartSet.MOST_VARIANTS
          + " variants those with the"
          + " highest mean test accuracy are shown. Each file has"
          + " its own legend.</p>\n";

  private ChartSection() {}

  /** Returns the section, empty without a chart. */
  static String of(List<Figure> figures) {
    Map<Legend, List<Figure>> groups = new LinkedHashMap<>();
    List<Figure> others = new ArrayList<>();
    for (Figure figure : figures) {
      if (!Charts.isLeading(figure.name())) {
        figure
            .shared()
            .map(legend -> groups.computeIfAbsent(legend, own -> new ArrayList<>()))
            .orElse(others)
            .add(figure);
      }
    }
    StringBuilder html = new StringBuilder();
    groups.forEach(
        (legend, own) ->
            html.append("<div class=\"legended\">\n")
                .append(Html.heading(legend.title()))
                .append(list(legend))
                .append(grid(own))
                .append("</div>\n"));
    if (!others.isEmpty()) {
      html.append(Html.heading(groups.isEmpty() ? "" : "Other charts")).append(grid(others));
    }
    return html.isEmpty() ? "" : Html.section("charts", "Charts", html + NOTE);
  }

  private static String grid(List<Figure> figures) {
    return figures.stream()
        .map(Figure::html)
        .collect(Collectors.joining("", "<div class=\"charts\">\n", "</div>\n"));
  }

  private static String list(Legend legend) {
    return legend.styles().entrySet().stream()
        .map(variant -> item(variant.getKey(), variant.getValue()))
        .collect(
            Collectors.joining(
                "", "<ul class=\"legend\" tabindex=\"0\" aria-label=\"Legend\">\n", "</ul>\n"));
  }

  private static String item(String label, int style) {
    Color color = Palette.color(style);
    String hex = "#%06x".formatted(color.getRGB() & 0xffffff);
    return """
        <li><svg viewBox="-12 -6 24 12" aria-hidden="true"><path d="M-12,0h24%2$s" fill="%1$s" stroke="%1$s"/></svg>%3$s</li>
        """
        .formatted(hex, Palette.path(style), Html.escape(label));
  }
}
