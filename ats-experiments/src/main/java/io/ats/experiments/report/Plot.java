package io.ats.experiments.report;

import java.awt.BasicStroke;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws curves and points in the report's one style. */
final class Plot {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 340;
  private static final int MOST_MARKERS = 24;
  private static final int MOST_DASHES = 40;
  private static final int LEGEND_MARK = 75;
  private static final double LOG_MARGIN = 0.15;

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

  /** Adds a curve that the legend names; its markers are thinned where there are many epochs. */
  void curve(String label, int style, Curve curve, boolean dashed) {
    boolean dense = curve.epochs().length > MOST_MARKERS;
    if (dense) {
      line(label + " line", style, curve, dashed).setShowInLegend(false);
    }
    Curve points = dense ? curve.thinned(MOST_MARKERS / 2) : curve;
    XYSeries series = chart.addSeries(label, points.epochs(), points.values());
    paint(series, style);
    series
        .setMarker(Palette.marker(style))
        .setLineStyle(dense ? SeriesLines.NONE : stroke(2, dashed));
  }

  /** Adds a band around a curve where there is a deviation; the legend does not name it. */
  void band(String key, int style, Curve mean, Curve deviation) {
    int count = deviation.epochs().length;
    if (count < 2) {
      return;
    }
    double[] x = new double[2 * count];
    double[] y = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double centre = mean.at(deviation.epochs()[i]);
      x[i] = x[2 * count - 1 - i] = deviation.epochs()[i];
      y[i] = centre + deviation.values()[i];
      y[2 * count - 1 - i] = centre - deviation.values()[i];
    }
    XYSeries series = chart.addSeries(key, x, y);
    series
        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea)
        .setMarker(SeriesMarkers.NONE)
        .setLineStyle(SeriesLines.NONE)
        .setShowInLegend(false);
    series.setFillColor(Palette.faint(style));
  }

  /** Adds points with error bars, joined; places are whole numbers from 0. */
  void sweep(String label, int style, double[] places, double[] means, double[] deviations) {
    XYSeries series = chart.addSeries(label, places, means, deviations);
    paint(series, style);
    series.setMarker(Palette.marker(style)).setLineStyle(stroke(2, false));
  }

  /** Adds a dashed curve that the legend does not name. */
  void dashed(String key, int style, Curve curve) {
    line(key, style, curve, true).setShowInLegend(false);
  }

  /** Adds a point on a logarithmic axis. */
  void point(String label, int style, double x, double y) {
    XYSeries series = chart.addSeries(label, new double[] {Math.log10(x)}, new double[] {y});
    paint(series, style);
    series
        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
        .setMarker(Palette.marker(style));
  }

  private XYSeries line(String key, int style, Curve curve, boolean dashed) {
    boolean gaps = dashed && curve.epochs().length > MOST_MARKERS;
    double[] values = gaps ? curve.dashes(MOST_DASHES) : curve.values();
    XYSeries series = chart.addSeries(key, curve.epochs(), values);
    paint(series, style);
    series.setMarker(SeriesMarkers.NONE).setLineStyle(stroke(2, dashed));
    return series;
  }

  private static void paint(XYSeries series, int style) {
    series.setLineColor(Palette.color(style));
    series.setMarkerColor(Palette.color(style));
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

  private DoubleStream all(java.util.function.Function<XYSeries, double[]> axis) {
    return chart.getSeriesMap().values().stream()
        .flatMapToDouble(s -> Arrays.stream(axis.apply(s)))
        .filter(Double::isFinite);
  }

  /** Returns the chart over whole epochs. */
  XYChart overEpochs(boolean percent) {
    double last = all(XYSeries::getXData).max().orElse(1);
    double first = last > MOST_MARKERS ? 0 : all(XYSeries::getXData).min().orElse(1);
    chart
        .getStyler()
        .setXAxisMin(first == last ? first - 1 : first)
        .setXAxisMax(first == last ? last + 1 : last);
    double step = labelStep(last - first);
    chart
        .getStyler()
        .setxAxisTickLabelsFormattingFunction(
            x -> Math.abs(Math.IEEEremainder(x, step)) < 1e-6 ? Long.toString(Math.round(x)) : " ");
    return percent ? inPercent() : spread();
  }

  /**
   * Returns 1 up to a dozen epochs, else 1, 2 or 5 times a power of ten that leaves some ten
   * labels.
   */
  private static double labelStep(double span) {
    if (span <= 12) {
      return 1;
    }
    double ten = Math.pow(10, Math.floor(Math.log10(span / 8)));
    double wanted = span / 8 / ten;
    return ten * (wanted <= 1 ? 1 : wanted <= 2 ? 2 : wanted <= 5 ? 5 : 10);
  }

  /** Returns the chart of points whose x is a logarithm to base 10; the axis names the number. */
  XYChart overLogarithms() {
    double low = all(XYSeries::getXData).min().orElse(0);
    double high = all(XYSeries::getXData).max().orElse(0);
    chart
        .getStyler()
        .setXAxisMin(low - LOG_MARGIN)
        .setXAxisMax(high + LOG_MARGIN)
        .setxAxisTickLabelsFormattingFunction(
            x ->
                new BigDecimal(Math.pow(10, x))
                    .round(new MathContext(2))
                    .stripTrailingZeros()
                    .toPlainString());
    return inPercent();
  }

  /** Returns the chart over places from 0 that have names. */
  XYChart overPlaces(List<String> names, boolean percent) {
    chart
        .getStyler()
        .setXAxisMin(-1.0)
        .setXAxisMax((double) names.size())
        .setXAxisTickMarkSpacingHint(Math.max(20, WIDTH / (2 * names.size() + 4)))
        .setxAxisTickLabelsFormattingFunction(x -> place(x, names));
    return percent ? inPercent() : spread();
  }

  /** The chart spaces its ticks until no two labels are the same: the two ends' differ. */
  private static String place(double x, List<String> names) {
    int place = (int) Math.round(x);
    if (Math.abs(x - place) > 1e-6 || place < 0) {
      return " ";
    }
    return place < names.size() ? names.get(place) : "  ";
  }

  private XYChart inPercent() {
    Look.inPercent(chart.getStyler(), all(XYSeries::getYData).toArray());
    return chart;
  }

  private XYChart spread() {
    double low = all(XYSeries::getYData).min().orElse(0);
    double high = all(XYSeries::getYData).max().orElse(1);
    chart.getStyler().setYAxisDecimalPattern("0.####");
    double margin = high > low ? 0.05 * (high - low) : Math.max(0.1, 0.1 * Math.abs(high));
    chart
        .getStyler()
        .setYAxisMin(low >= 0 ? Math.max(0, low - margin) : low - margin)
        .setYAxisMax(high + margin);
    return chart;
  }
}
