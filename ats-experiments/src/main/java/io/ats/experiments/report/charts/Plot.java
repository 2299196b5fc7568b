package io.ats.experiments.report.charts;

import io.ats.experiments.picture.Palette;
import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.Collection;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws curves and points. */
final class Plot {

  static final int WIDTH = 560;

  /** Without a legend. */
  static final int HEIGHT = 340;

  static final int MOST_MARKERS = 24;
  private static final int MOST_DASHES = 40;
  private static final int LEGEND_MARK = 75;

  private final XYChart chart;

  Plot(String title, String xTitle, String yTitle, Collection<String> legend) {
    double widest = 0;
    double all = 0;
    for (String label : legend) {
      double width = Look.width(Look.FONT, label) + LEGEND_MARK;
      widest = Math.max(widest, width);
      all += width;
    }
    boolean oneLine = all < WIDTH - 40;
    int rows = oneLine ? 1 : legend.size();
    chart =
        new XYChartBuilder()
            .width((int) Math.max(WIDTH, widest + 40))
            .height(HEIGHT + 10 + 24 * rows)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    Look.apply(chart);
    chart
        .getStyler()
        .setLegendLayout(oneLine ? Styler.LegendLayout.Horizontal : Styler.LegendLayout.Vertical);
  }

  /** Returns the key of a series that belongs to another; labels have no control characters. */
  static String key(String label, String kind) {
    return kind + "\u0000" + label;
  }

  /**
   * Adds a curve; its markers are thinned where there are many epochs.
   *
   * @param key of the series
   * @param label in the legend
   */
  void curve(String key, String label, int style, Curve curve, boolean dashed) {
    boolean dense = curve.epochs().length > MOST_MARKERS;
    if (dense) {
      line(key(key, "line"), style, curve, dashed).setShowInLegend(false);
    }
    Curve points = dense ? curve.thinned(MOST_MARKERS / 2) : curve;
    XYSeries series = chart.addSeries(key, points.epochs(), points.values());
    series.setLabel(label);
    paint(series, style).setLineStyle(dense ? SeriesLines.NONE : stroke(2, dashed));
  }

  /** Adds a band around a curve where there is a deviation; the legend does not name it. */
  void band(String label, int style, Curve mean, Curve deviation) {
    double[] low = new double[deviation.epochs().length];
    double[] high = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      double centre = mean.at(deviation.epochs()[i]);
      low[i] = centre - deviation.values()[i];
      high[i] = centre + deviation.values()[i];
    }
    band(label, style, deviation.epochs(), low, high);
  }

  /** Adds a band between two curves, if they have two points. */
  void band(String label, int style, double[] places, double[] low, double[] high) {
    int count = places.length;
    if (count < 2) {
      return;
    }
    double[] x = new double[2 * count];
    double[] y = new double[2 * count];
    for (int i = 0; i < count; i++) {
      x[i] = x[2 * count - 1 - i] = places[i];
      y[i] = high[i];
      y[2 * count - 1 - i] = low[i];
    }
    XYSeries series = chart.addSeries(key(label, "band"), x, y);
    series
        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea)
        .setMarker(SeriesMarkers.NONE)
        .setLineStyle(SeriesLines.NONE)
        .setShowInLegend(false);
    series.setFillColor(Palette.faint(style));
  }

  /** Adds points at a height, joined. */
  XYSeries joined(String key, int style, double[] places, double height) {
    double[] heights = new double[places.length];
    Arrays.fill(heights, height);
    XYSeries series = chart.addSeries(key, places, heights);
    paint(series, style).setLineStyle(stroke(2, false));
    return series;
  }

  /** Adds points with error bars, joined; places are whole numbers from 0. */
  void sweep(String label, int style, double[] places, double[] means, double[] deviations) {
    XYSeries series = chart.addSeries(label, places, means, deviations);
    paint(series, style).setLineStyle(stroke(2, false));
  }

  /** Adds a dashed curve that the legend does not name. */
  void dashed(String label, int style, Curve curve) {
    line(key(label, "dashed"), style, curve, true).setShowInLegend(false);
  }

  /** Adds a point on a logarithmic axis. */
  void point(String label, int style, double x, double y) {
    XYSeries series = chart.addSeries(label, new double[] {Math.log10(x)}, new double[] {y});
    paint(series, style).setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
  }

  private XYSeries line(String key, int style, Curve curve, boolean dashed) {
    boolean gaps = dashed && curve.epochs().length > MOST_MARKERS;
    double[] values = gaps ? curve.dashes(MOST_DASHES) : curve.values();
    XYSeries series = chart.addSeries(key, curve.epochs(), values);
    paint(series, style).setMarker(SeriesMarkers.NONE).setLineStyle(stroke(2, dashed));
    return series;
  }

  /** Gives a series the colour and marker of its style. */
  static XYSeries paint(XYSeries series, int style) {
    series.setLineColor(Palette.color(style));
    series.setMarkerColor(Palette.color(style));
    series.setMarker(Palette.marker(style));
    return series;
  }

  private static BasicStroke stroke(float width, boolean dashed) {
    return new BasicStroke(
        width,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        10,
        dashed ? new float[] {6, 4} : null,
        0);
  }

  /** Returns the chart; its axes are still to be set, by {@link Axes}. */
  XYChart chart() {
    return chart;
  }
}
