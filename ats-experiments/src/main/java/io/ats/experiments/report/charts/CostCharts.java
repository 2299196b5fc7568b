package io.ats.experiments.report.charts;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Cost;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Summary;
import java.awt.BasicStroke;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Test accuracy against each cost, with the Pareto front: the variants than which no other is at
 * least as accurate at no more cost. It is that of all variants of a family with the seeds that
 * most have, also where not all are shown. Points are named where there is room, those on it first.
 */
final class CostCharts {

  /** The key of the front's series; labels have no control characters. */
  static final String FRONT = "\u0000front";

  private static final Metric ACCURACY = Metric.TEST_ACCURACY;

  /** A variant's means over its seeds: of the cost, and of the accuracy in percent. */
  record Point(String label, double cost, double accuracy, Set<Long> seeds) {

    static Point of(String label, List<Trial> trials, Cost cost) {
      return new Point(
          label,
          mean(trials, cost::of),
          mean(trials, trial -> ACCURACY.shown(trial.result().value(ACCURACY))),
          VariantRow.seeds(trials));
    }

    /** Returns it in the numbers of the axes. */
    PointNames.Point drawn() {
      return new PointNames.Point(label, Math.log10(cost), accuracy);
    }

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

  private static Optional<NamedChart> chart(ChartSet family, Cost cost) {
    List<Point> every = points(family, cost);
    boolean equal = every.stream().mapToDouble(Point::cost).distinct().count() == 1;
    boolean whole = every.size() == family.variants().size();
    // ./ats tune makes them equal; what was not tuned has no place on the axis.
    if (every.isEmpty() || (cost == Cost.TUNING && (equal || !whole))) {
      return Optional.empty();
    }
    Set<Long> seeds = VariantRow.mostCommon(every.stream().map(Point::seeds).toList());
    List<Point> front =
        family.isFamily()
            ? front(every.stream().filter(point -> point.seeds().equals(seeds)).toList())
            : List.of();
    ChartSet set = family.bestAnd(front.stream().map(Point::label).toList());
    List<Point> points =
        every.stream().filter(point -> set.variants().containsKey(point.label())).toList();
    if (points.isEmpty()) {
      return Optional.empty();
    }
    String title = set.titled("Test accuracy against " + cost.label());
    String axis = "%s (%s, logarithmic)".formatted(cost.label(), cost.unit());
    List<String> labels = points.stream().map(Point::label).toList();
    Plot plot = new Plot(title, axis, "test accuracy (%)", labels);
    List<PointNames.Point> line = steps(front);
    if (front.size() > 1) {
      draw(line, plot.chart());
    }
    for (Point point : points) {
      plot.point(point.label(), set.style(point.label()), point.cost(), point.accuracy());
    }
    XYChart chart = Axes.of(plot).overLogarithms();
    leaveRoomAbove(chart, points);
    XYStyler axes = chart.getStyler();
    axes.setAnnotationTextFont(PointNames.FONT).setAnnotationTextFontColor(Look.FAINT_INK);
    for (PointNames.Name name : PointNames.of(order(points, front), line, axes)) {
      chart.addAnnotation(new AnnotationText(name.text(), name.x(), name.y(), false));
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
    String alt = "Scatter chart, %s on a logarithmic axis. %s: %s.";
    String ofFront = best.isEmpty() ? "" : " Pareto front: " + best + ".";
    return Optional.of(
        set.ofVariants(
            "accuracy-against-" + cost.fileName(),
            alt.formatted(cost.label(), title, all) + ofFront,
            chart));
  }

  private static List<Point> points(ChartSet set, Cost cost) {
    return set.variants().entrySet().stream()
        .map(variant -> Point.of(variant.getKey(), variant.getValue(), cost))
        .filter(Point::exists)
        .toList();
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

  /** Returns the front's line: from a point to the right as far as the next, then up to it. */
  private static List<PointNames.Point> steps(List<Point> front) {
    List<PointNames.Point> steps = new ArrayList<>();
    for (Point point : front) {
      PointNames.Point drawn = point.drawn();
      if (!steps.isEmpty()) {
        double below = steps.get(steps.size() - 1).y();
        steps.add(new PointNames.Point("", drawn.x(), below));
      }
      steps.add(drawn);
    }
    return steps;
  }

  private static void draw(List<PointNames.Point> steps, XYChart chart) {
    XYSeries series =
        chart.addSeries(
            FRONT,
            steps.stream().mapToDouble(PointNames.Point::x).toArray(),
            steps.stream().mapToDouble(PointNames.Point::y).toArray());
    series.setLabel("Pareto front");
    series.setLineColor(Look.FAINT_INK);
    series.setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(1));
  }

  /** So that the name of the most accurate point does not lie over the title. */
  private static void leaveRoomAbove(XYChart chart, List<Point> points) {
    XYStyler axes = chart.getStyler();
    double low = axes.getYAxisMin();
    double most = axes.getYAxisMax();
    double highest = points.stream().mapToDouble(Point::accuracy).max().orElse(most);
    axes.setYAxisMax(Math.max(most, highest + 2 * PointNames.HEIGHT * (most - low)));
    axes.setyAxisTickLabelsFormattingFunction(
        y ->
            y > 100 + 1e-6
                ? " ".repeat((int) Math.ceil(y - 100)) // no two the same, or there are fewer ticks
                : new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))
                    .format(y));
  }

  /** Returns the points as they are named: those on the front first, the most accurate first. */
  static List<PointNames.Point> order(List<Point> points, List<Point> front) {
    return points.stream()
        .sorted(
            Comparator.comparing((Point point) -> !front.contains(point))
                .thenComparing(Point::accuracy, Comparator.reverseOrder()))
        .map(Point::drawn)
        .toList();
  }

  private static double mean(List<Trial> trials, ToDoubleFunction<Trial> of) {
    return Summary.of(trials.stream().mapToDouble(of)).mean();
  }
}
