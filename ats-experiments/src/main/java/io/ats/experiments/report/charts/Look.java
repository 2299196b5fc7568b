package io.ats.experiments.report.charts;

import io.ats.experiments.report.Shown;
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

  /** What usually stands beside a plot: numbers and a title of the y axis. */
  private static final int BESIDE_PLOT = 110;

  /** The smallest size of text. */
  private static final float LEAST = 10;

  private Look() {}

  static void apply(Chart<? extends AxesChartStyler, ?> chart) {
    apply(chart, BESIDE_PLOT);
  }

  /** Applies the style; the titles are no wider than the chart without what is beside its plot. */
  static void apply(Chart<? extends AxesChartStyler, ?> chart, double besidePlot) {
    double room = chart.getWidth() - besidePlot;
    Font titleFont = fitting(FONT.deriveFont(Font.BOLD, 17f), chart.getTitle(), room);
    chart.setTitle(cut(chart.getTitle(), titleFont, room));
    chart
        .getStyler()
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(FONT)
        .setLegendPadding(6)
        .setLegendSeriesLineLength(28)
        .setChartBackgroundColor(Color.WHITE)
        .setChartFontColor(INK)
        .setChartTitleFont(titleFont)
        .setChartTitleBoxVisible(false)
        .setChartTitlePadding(10)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false);
    chart.getStyler().setMarkerSize(8);
    chart
        .getStyler()
        .setAxisTitleFont(fitting(FONT, chart.getXAxisTitle(), room))
        .setAxisTickLabelsFont(FONT.deriveFont(14f))
        .setAxisTickLabelsColor(INK)
        .setPlotGridLinesColor(new Color(0xDDDDDD))
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setXAxisTickMarkSpacingHint(60)
        .setLocale(Locale.ROOT);
  }

  /** Returns the font, smaller where the text would else be wider than the room. */
  private static Font fitting(Font font, String text, double room) {
    double width = width(font, text);
    return width <= room
        ? font
        : font.deriveFont((float) Math.max(LEAST, font.getSize() * room / width));
  }

  private static String cut(String text, Font font, double room) {
    String cut = text;
    for (int most = text.length(); most > 1 && width(font, cut) > room; most--) {
      cut = Shown.name(text, most);
    }
    return cut;
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
