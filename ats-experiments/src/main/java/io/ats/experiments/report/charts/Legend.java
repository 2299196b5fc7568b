package io.ats.experiments.report.charts;

import io.ats.experiments.picture.Palette;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/**
 * The variants of a set of charts and how each is drawn in all of them.
 *
 * @param title what sets them apart from the report's other sets; empty if there is only one
 * @param styles the place of each variant's colour and marker, by label
 */
public record Legend(String title, Map<String, Integer> styles) {

  /** Returns the legend of a set. */
  static Legend of(ChartSet set) {
    Map<String, Integer> styles = new LinkedHashMap<>();
    set.variants().keySet().forEach(label -> styles.put(label, set.style(label)));
    return new Legend(set.title(), styles);
  }

  /** Returns whether it says all that a chart's own legend does, but for the Pareto front. */
  boolean covers(XYChart chart) {
    Collection<XYSeries> named =
        chart.getSeriesMap().values().stream()
            .filter(XYSeries::isShowInLegend)
            .filter(series -> !series.getName().equals(CostCharts.FRONT))
            .toList();
    return !named.isEmpty() && named.stream().allMatch(this::covers);
  }

  private boolean covers(XYSeries series) {
    Integer style = styles.get(series.getLabel());
    return style != null
        && Objects.equals(series.getMarkerColor(), Palette.color(style))
        && series.getMarker() == Palette.marker(style);
  }
}
