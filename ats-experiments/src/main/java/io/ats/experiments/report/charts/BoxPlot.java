package io.ats.experiments.report.charts;

import java.util.Arrays;
import java.util.Map;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.style.BoxStyler;

/** Draws a box for each variant: quartiles, median, whiskers, outliers. */
final class BoxPlot {

  private final BoxChart chart;

  BoxPlot(String title, String axis, Map<String, double[]> values) {
    NamedPlaces places = new NamedPlaces(values.keySet());
    chart =
        new BoxChartBuilder()
            .width(places.width())
            .height(places.height())
            .title(title)
            .yAxisTitle(axis)
            .build();
    Look.apply(chart);
    Look.inPercent(
        chart.getStyler(), values.values().stream().flatMapToDouble(Arrays::stream).toArray());
    BoxStyler styler = chart.getStyler();
    // Quartiles that are numbers of the sample's own scale: linear interpolation between them.
    styler.setBoxplotCalCulationMethod(BoxStyler.BoxplotCalCulationMethod.N_LESS_1_PLUS_1);
    places.apply(styler);
    values.forEach(chart::addSeries);
  }

  BoxChart chart() {
    return chart;
  }
}
