package io.ats.experiments.report.charts;

import java.awt.BasicStroke;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a point for each seed of each variant, side by side, and a line at their mean. */
final class SeedPoints {

  /** How much of the way to the next variant a variant's points and line take up. */
  private static final double SPREAD = 0.5;

  private final ChartSet set;
  private final XYChart chart;

  SeedPoints(ChartSet set, String title, String axis, Map<String, double[]> values) {
    this.set = set;
    NamedPlaces places = new NamedPlaces(values.keySet());
    chart =
        new XYChartBuilder()
            .width(places.width())
            .height(places.height())
            .title(title)
            .yAxisTitle(axis)
            .build();
    Look.apply(chart);
    List<String> names = List.copyOf(values.keySet());
    values.forEach((label, own) -> add(label, names.indexOf(label), own));
    Axes.of(chart).overPlaces(names, true);
    places.apply(chart.getStyler());
  }

  private void add(String label, int place, double[] values) {
    double[] x = new double[values.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = place + (x.length == 1 ? 0 : SPREAD * (i / (x.length - 1.0) - 0.5));
    }
    Plot.paint(chart.addSeries(label, x, values), set.style(label))
        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    double mean = StatUtils.mean(values);
    double[] ends = {place - 0.7 * SPREAD, place + 0.7 * SPREAD};
    XYSeries line = chart.addSeries(Plot.key(label, "mean"), ends, new double[] {mean, mean});
    Plot.paint(line, set.style(label))
        .setMarker(SeriesMarkers.NONE)
        .setLineStyle(new BasicStroke(2));
  }

  XYChart chart() {
    return chart;
  }
}
