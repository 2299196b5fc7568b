package io.ats.experiments.report.charts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;

/** A number against a size, each size as far from the next, the number on a logarithmic axis. */
public final class SizeChart {

  private final String title;
  private final String ofSizes;
  private final String ofValues;
  private final Map<String, TreeMap<Integer, Double>> series = new LinkedHashMap<>();

  /**
   * Creates an empty chart.
   *
   * @param title above it
   * @param ofSizes title of the axis of the sizes
   * @param ofValues title of the axis of the values
   */
  public SizeChart(String title, String ofSizes, String ofValues) {
    this.title = title;
    this.ofSizes = ofSizes;
    this.ofValues = ofValues;
  }

  /** Adds a point, above 0, to a series, or replaces it. */
  public void point(String label, int size, double value) {
    series.computeIfAbsent(label, key -> new TreeMap<>()).put(size, value);
  }

  /** Returns the chart under a name, from which its files' names are made. */
  public NamedChart named(String name) {
    TreeSet<Integer> sizes = new TreeSet<>();
    series.values().forEach(points -> sizes.addAll(points.keySet()));
    List<Integer> places = List.copyOf(sizes);
    Plot plot = new Plot(title, ofSizes, ofValues, series.keySet());
    List<String> labels = List.copyOf(series.keySet());
    List<String> words = new ArrayList<>();
    series.forEach(
        (label, points) -> {
          double[] x = points.keySet().stream().mapToDouble(places::indexOf).toArray();
          double[] y = points.values().stream().mapToDouble(value -> value).toArray();
          plot.curve(label, label, labels.indexOf(label), new Curve(x, y), false);
          words.add(
              points.entrySet().stream()
                  .map(p -> String.format(Locale.ROOT, "%d %.4g", p.getKey(), p.getValue()))
                  .collect(Collectors.joining(", ", label + ": ", "")));
        });
    XYChart chart = Axes.of(plot).overPlaces(places.stream().map(String::valueOf).toList(), false);
    double[] all =
        series.values().stream()
            .flatMap(points -> points.values().stream())
            .mapToDouble(value -> value)
            .sorted()
            .toArray();
    chart
        .getStyler()
        .setYAxisLogarithmic(true)
        .setYAxisMin(Math.pow(10, Math.floor(Math.log10(all[0]))))
        .setYAxisMax(Math.pow(10, 1 + Math.floor(Math.log10(all[all.length - 1]))));
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String alt = "Line chart. %s. %s by %s: %s.";
    return new NamedChart(
        plain, alt.formatted(title, ofValues, ofSizes, String.join("; ", words)), chart);
  }
}
