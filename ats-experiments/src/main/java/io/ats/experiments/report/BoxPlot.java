package io.ats.experiments.report;

import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.BoxSeries;
import org.knowm.xchart.style.BoxStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a box a variant in the report's one style: quartiles, median, whiskers, outliers. */
final class BoxPlot {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 340;
  private static final int MOST_LETTERS = 60;

  private final BoxChart chart;

  BoxPlot(String title, String axis, Map<String, double[]> values, List<String> styles) {
    int letters = values.keySet().stream().mapToInt(String::length).sum();
    int longest = values.keySet().stream().mapToInt(String::length).max().orElse(0);
    boolean tilted = letters > MOST_LETTERS;
    chart =
        new BoxChartBuilder()
            .width(Math.max(WIDTH, 100 + 48 * values.size()))
            .height(HEIGHT + (tilted ? 5 * longest : 0))
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
    styler.setXAxisLabelRotation(tilted ? 45 : 0);
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    values.forEach(
        (label, each) -> {
          BoxSeries box = chart.addSeries(label, each);
          box.setLineColor(Palette.color(styles.indexOf(label)));
          box.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Palette.color(styles.indexOf(label)));
          box.setFillColor(Palette.faint(styles.indexOf(label)));
        });
  }

  BoxChart chart() {
    return chart;
  }
}
