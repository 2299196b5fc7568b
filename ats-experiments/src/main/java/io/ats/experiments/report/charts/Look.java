package io.ats.experiments.report.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Arrays;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The style of every chart: white, few lines, text that is legible on a phone. */
final class Look {

  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  static final Color FAINT_INK = new Color(0x666666);
  private static final Color INK = new Color(0x222222);

  private Look() {}

  static void apply(Chart<? extends AxesChartStyler, ?> chart) {
    chart
        .getStyler()
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(FONT)
        .setLegendPadding(6)
        .setLegendSeriesLineLength(28)
        .setChartBackgroundColor(Color.WHITE)
        .setChartFontColor(INK)
        .setChartTitleFont(titleFont(chart))
        .setChartTitleBoxVisible(false)
        .setChartTitlePadding(10)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false);
    chart.getStyler().setMarkerSize(8);
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

  /** Returns the largest font, up to 17, in which the title is no wider than the plot. */
  private static Font titleFont(Chart<?, ?> chart) {
    Font font = FONT.deriveFont(Font.BOLD, 17f);
    double width = width(font, chart.getTitle());
    double room = chart.getWidth() - 110;
    return width <= room ? font : font.deriveFont((float) Math.max(10, 17 * room / width));
  }

  static double width(Font font, String text) {
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }

  /** Sets the y axis to the {@link Tens} around the values. */
  static void inPercent(AxesChartStyler styler, double[] values) {
    Tens tens = Tens.around(values);
    styler.setYAxisMin(tens.low()).setYAxisMax(tens.high());
    styler.setYAxisDecimalPattern("0.#");
  }

  /** The nearest multiples of ten around percentages, within 0 and 100. */
  record Tens(double low, double high) {

    static Tens around(double[] values) {
      double low = Arrays.stream(values).min().orElse(0);
      double high = Arrays.stream(values).max().orElse(100);
      return new Tens(
          Math.max(0, 10 * Math.floor((low - 1) / 10)),
          Math.min(100, 10 * Math.ceil((high + 1) / 10)));
    }
  }
}
