package io.ats.experiments.report.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;

/** Fits a chart's axes to its data. */
final class Axes {

  private static final double LOG_MARGIN = 0.15;
  private static final int MOST_LABELS = 12;

  private final XYChart chart;

  private Axes(XYChart chart) {
    this.chart = chart;
  }

  static Axes of(Plot plot) {
    return of(plot.chart());
  }

  static Axes of(XYChart chart) {
    return new Axes(chart);
  }

  private DoubleStream all(Function<XYSeries, double[]> axis) {
    return chart.getSeriesMap().values().stream()
        .flatMapToDouble(s -> Arrays.stream(axis.apply(s)))
        .filter(Double::isFinite);
  }

  /** Returns the chart over whole epochs. */
  XYChart overEpochs(boolean percent) {
    double last = all(XYSeries::getXData).max().orElse(1);
    // From 0, so that the labels' multiples are among the ticks that the chart chooses.
    double first = last > MOST_LABELS ? 0 : all(XYSeries::getXData).min().orElse(1);
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
    if (span <= MOST_LABELS) {
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

  /** Returns the chart over percentages, y from 0 to 100 %. */
  XYChart overPercent() {
    chart
        .getStyler()
        .setXAxisMin(all(XYSeries::getXData).min().orElse(0))
        .setXAxisMax(all(XYSeries::getXData).max().orElse(100))
        .setXAxisDecimalPattern("0.#")
        .setYAxisDecimalPattern("0.#")
        .setYAxisMin(0.0)
        .setYAxisMax(100.0);
    return chart;
  }

  /** Returns the chart over mean ranks up to some number; what is below 0 has no number. */
  XYChart overRanks(int most) {
    chart
        .getStyler()
        .setXAxisMin(0.8)
        .setXAxisMax(most + 0.2)
        .setYAxisMin(all(XYSeries::getYData).min().orElse(0) - 1)
        .setYAxisMax(1.0)
        .setYAxisTicksVisible(false)
        .setXAxisDecimalPattern("0.#");
    chart.getStyler().setPlotGridHorizontalLinesVisible(false);
    return chart;
  }

  /** Returns the chart over places from 0 that have names. */
  XYChart overPlaces(List<String> names, boolean percent) {
    chart
        .getStyler()
        .setXAxisMin(-1.0)
        .setXAxisMax((double) names.size())
        .setXAxisTickMarkSpacingHint(Math.max(20, chart.getWidth() / (2 * names.size() + 4)))
        .setxAxisTickLabelsFormattingFunction(x -> place(x, names));
    return percent ? inPercent() : spread();
  }

  /** Returns the chart of percentages beside names at the heights from 0. */
  XYChart overNames(List<String> names) {
    Look.Tens tens = Look.Tens.around(all(XYSeries::getXData).toArray());
    chart
        .getStyler()
        .setXAxisMin(tens.low())
        .setXAxisMax(tens.high())
        .setXAxisDecimalPattern("0.#")
        .setYAxisMin(-1.0)
        .setYAxisMax((double) names.size())
        .setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right)
        .setYAxisTickMarkSpacingHint(20)
        .setyAxisTickLabelsFormattingFunction(y -> place(y, names));
    return chart;
  }

  /**
   * The chart spaces its ticks until no two labels are the same, those of ticks beyond its ends
   * too: each place without a name has another number of spaces.
   */
  private static String place(double x, List<String> names) {
    int place = (int) Math.round(x);
    if (Math.abs(x - place) > 1e-6) {
      return " ";
    }
    int beyond = place - names.size();
    return place < 0
        ? " ".repeat(1 - 2 * place)
        : beyond < 0 ? names.get(place) : " ".repeat(2 + 2 * beyond);
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
