package io.ats.experiments.report.charts;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Cost;
import io.ats.experiments.report.Trial;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Summary;
import java.awt.BasicStroke;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Test accuracy against each cost, with the Pareto front: the variants than which none of no more
 * cost is more accurate. Those on it are named beside their points too.
 */
final class CostCharts {

  /** The key of the front's series; labels have no control characters. */
  static final String FRONT = "\u0000front";

  private static final Metric ACCURACY = Metric.TEST_ACCURACY;
  private static final Font NAMES = Look.FONT.deriveFont(13f);
  private static final int MOST = 32;

  /** Between a point and its name, of the axis. */
  private static final double GAP = 0.05;

  /** Beside the axes, pixels. */
  private static final int SIDES = 80;

  /** A variant's means over its seeds: of the cost, and of the accuracy in percent. */
  private record Point(String label, double cost, double accuracy) {

    boolean exists() {
      return cost > 0 && Double.isFinite(cost) && Double.isFinite(accuracy);
    }
  }

  private CostCharts() {}

  static List<Callable<Optional<NamedChart>>> of(ChartSet set) {
    return Arrays.stream(Cost.values())
        .<Callable<Optional<NamedChart>>>map(cost -> () -> chart(set, cost))
        .toList();
  }

  private static Optional<NamedChart> chart(ChartSet set, Cost cost) {
    List<Point> points = new ArrayList<>();
    set.variants()
        .forEach(
            (label, trials) ->
                points.add(
                    new Point(
                        label,
                        mean(trials, cost::of),
                        mean(trials, t -> ACCURACY.shown(t.result().value(ACCURACY))))));
    points.removeIf(point -> !point.exists());
    if (points.isEmpty()) {
      return Optional.empty();
    }
    String title = set.titled("Test accuracy against " + cost.label());
    String axis = "%s (%s, logarithmic)".formatted(cost.label(), cost.unit());
    List<String> labels = points.stream().map(Point::label).toList();
    Plot plot = new Plot(title, axis, "test accuracy (%)", labels);
    List<Point> front = front(points);
    if (front.size() > 1) {
      draw(front, plot.chart());
    }
    for (Point point : points) {
      plot.point(point.label(), set.style(point.label()), point.cost(), point.accuracy());
    }
    XYChart chart = Axes.of(plot).overLogarithms();
    if (front.size() > 1) {
      name(front, chart);
    }
    String all =
        points.stream()
            .map(
                point ->
                    String.format(
                        Locale.ROOT,
                        "%s %.1f %% at %s %s",
                        point.label(),
                        point.accuracy(),
                        Cell.significant(point.cost()),
                        cost.unit()))
            .collect(Collectors.joining("; "));
    String best = front.stream().map(Point::label).collect(Collectors.joining(", "));
    String alt = "Scatter chart, %s on a logarithmic axis. %s: %s. Pareto front: %s.";
    return Optional.of(
        set.ofVariants(
            "accuracy-against-" + cost.fileName(),
            alt.formatted(cost.label(), title, all, best),
            chart));
  }

  /** Returns the front, the cheapest first; of equals both. */
  private static List<Point> front(List<Point> points) {
    return points.stream()
        .filter(
            point ->
                points.stream()
                    .noneMatch(
                        other ->
                            other.cost() <= point.cost()
                                && other.accuracy() >= point.accuracy()
                                && (other.cost() < point.cost()
                                    || other.accuracy() > point.accuracy())))
        .sorted(Comparator.comparingDouble(Point::cost))
        .toList();
  }

  /** Draws steps: from a point to the right as far as the next, then up to it. */
  private static void draw(List<Point> front, XYChart chart) {
    double[] x = new double[2 * front.size() - 1];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.log10(front.get((i + 1) / 2).cost());
      y[i] = front.get(i / 2).accuracy();
    }
    XYSeries series = chart.addSeries(FRONT, x, y);
    series.setLabel("Pareto front");
    series.setLineColor(Look.FAINT_INK);
    series.setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(1));
  }

  /** A name's middle and half its width, in the axes' numbers. */
  private record Name(String text, double x, double y, double half) {

    boolean meets(Name other, double gap) {
      return Math.abs(x - other.x) < half + other.half && Math.abs(y - other.y) < gap;
    }
  }

  /**
   * Writes names above points, not beyond the chart's sides, the most accurate first; one that
   * would lie over another is left to the legend.
   */
  private static void name(List<Point> front, XYChart chart) {
    XYStyler axes = chart.getStyler();
    axes.setAnnotationTextFont(NAMES).setAnnotationTextFontColor(Look.FAINT_INK);
    double range = axes.getXAxisMax() - axes.getXAxisMin();
    double gap = GAP * (axes.getYAxisMax() - axes.getYAxisMin());
    List<Name> written = new ArrayList<>();
    for (int i = front.size() - 1; i >= 0; i--) {
      Point point = front.get(i);
      String label = point.label();
      String text = label.length() > MOST ? label.substring(0, MOST - 1) + "…" : label;
      double half = Math.min(0.5, Look.width(NAMES, text) / 2 / (Plot.WIDTH - SIDES)) * range;
      double inside = Math.min(axes.getXAxisMax() - half, Math.log10(point.cost()));
      double x = Math.max(axes.getXAxisMin() + half, inside);
      Name name = new Name(text, x, point.accuracy() + gap, half);
      if (written.stream().noneMatch(other -> name.meets(other, gap))) {
        chart.addAnnotation(new AnnotationText(text, name.x(), name.y(), false));
        written.add(name);
      }
    }
  }

  private static double mean(List<Trial> trials, ToDoubleFunction<Trial> of) {
    return Summary.of(trials.stream().mapToDouble(of)).mean();
  }
}
