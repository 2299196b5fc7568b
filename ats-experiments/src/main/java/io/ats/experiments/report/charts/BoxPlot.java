package io.ats.experiments.report.charts;

import java.awt.Font;
import java.util.Arrays;
import java.util.Map;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.BoxStyler;

/** Draws a box for each variant: quartiles, median, whiskers, outliers. */
final class BoxPlot {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 340;
  private static final int MOST_LETTERS = 60;

  private final BoxChart chart;

  BoxPlot(String title, String axis, Map<String, double[]> values) {
    int letters = values.keySet().stream().mapToInt(String::length).sum();
    int longest = values.keySet().stream().mapToInt(String::length).max().orElse(0);
    boolean upright = letters > MOST_LETTERS;
    chart =
        new BoxChartBuilder()
            .width(Math.max(WIDTH, 100 + 48 * values.size()))
            .height(HEIGHT + (upright ? 7 * longest : 0))
            .title(title)
            .yAxisTitle(axis)
            .build();
    Look.apply(chart);
    Look.inPercent(
        chart.getStyler(), values.values().stream().flatMapToDouble(Arrays::stream).toArray());
    BoxStyler styler = chart.getStyler();
    // Quartiles that are numbers of the sample's own scale: linear interpolation between them.
    styler.setBoxplotCalCulationMethod(BoxStyler.BoxplotCalCulationMethod.N_LESS_1_PLUS_1);
    styler.setLegendVisible(false);
    styler.setXAxisLabelRotation(upright ? 90 : 0);
    styler.setXAxisLabelAlignmentVertical(AxesChartStyler.TextAlignment.Right);
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    values.forEach(chart::addSeries);
  }

  BoxChart chart() {
    return chart;
  }
}
