package io.ats.experiments.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
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
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  private static final Color INK = new Color(0x222222);

  private final XYChart chart;

  Plot(String title, String xTitle, String yTitle, Collection<String> legend) {
    double widest = 0;
    double all = 0;
    for (String label : legend) {
      double width =
          FONT.getStringBounds(label, new FontRenderContext(null, true, true)).getWidth()
              + LEGEND_MARK;
      widest = Math.max(widest, width);
      all += width;
    }
    boolean oneLine = all < WIDTH - 40;
    int rows = oneLine ? 1 : legend.size();
    chart =
        new XYChartBuilder()
            .width((int) Math.max(WIDTH, widest + 40))
            .height(HEIGHT + 30 * rows)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    chart
        .getStyler()
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(oneLine ? Styler.LegendLayout.Horizontal : Styler.LegendLayout.Vertical)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(FONT)
        .setLegendSeriesLineLength(28)
        .setChartBackgroundColor(Color.WHITE)
        .setChartFontColor(INK)
        .setChartTitleFont(FONT.deriveFont(Font.BOLD, 17f))
        .setChartTitleBoxVisible(false)
        .setChartTitlePadding(10)
        .setMarkerSize(8)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false);
    chart
        .getStyler()
        .setAxisTitleFont(FONT)
        .setAxisTickLabelsFont(FONT.deriveFont(14f))
        .setAxisTickLabelsColor(INK)
        .setPlotGridLinesColor(new Color(0xDDDDDD))
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setXAxisTickMarkSpacingHint(60)
        .setLocale(Locale.ROOT);
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

  /** Adds a thin curve that the legend does not name. */
  void thin(String key, int style, Curve curve) {
    Color color = Palette.color(style);
    XYSeries series = line(key, style, curve, false);
    series.setLineColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 80));
    series.setLineStyle(stroke(1, false)).setShowInLegend(false);
  }

  /** Adds a dashed curve that the legend does not name. */
  void dashed(String key, int style, Curve curve) {
    line(key, style, curve, true).setShowInLegend(false);
  }

  /** Adds a point. */
  void point(String label, int style, double x, double y) {
    XYSeries series = chart.addSeries(label, new double[] {x}, new double[] {y});
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

  private XYChart inPercent() {
    double low = all(XYSeries::getYData).min().orElse(0);
    double high = all(XYSeries::getYData).max().orElse(100);
    chart
        .getStyler()
        .setYAxisMin(Math.max(0, 10 * Math.floor((low - 1) / 10)))
        .setYAxisMax(Math.min(100, 10 * Math.ceil((high + 1) / 10)));
    chart.getStyler().setYAxisDecimalPattern("0.#");
    return chart;
  }

  private XYChart spread() {
    double low = all(XYSeries::getYData).min().orElse(0);
    double high = all(XYSeries::getYData).max().orElse(1);
    double margin = high > low ? 0.05 * (high - low) : Math.max(0.1, 0.1 * Math.abs(high));
    chart
        .getStyler()
        .setYAxisMin(low >= 0 ? Math.max(0, low - margin) : low - margin)
        .setYAxisMax(high + margin);
    return chart;
  }
}
