package io.ats.experiments.report.charts;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.Trial;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Summary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Test accuracy by variant, and against time and memory. */
final class AccuracyCharts {

  private AccuracyCharts() {}

  static List<Callable<Optional<NamedChart>>> of(ChartSet set) {
    return List.of(
        () -> boxes(set),
        () ->
            cost(
                set,
                "inference-time",
                "inference time",
                "ms per image",
                Metric.INFERENCE_MS_PER_IMAGE),
        () -> cost(set, "training-time", "training time", "s", Metric.TRAIN_SECONDS),
        () -> cost(set, "memory", "peak memory", "MB", Metric.PEAK_MEMORY_MB));
  }

  /** Returns a chart with a box for each variant, if any has several seeds. */
  private static Optional<NamedChart> boxes(ChartSet set) {
    Map<String, double[]> accuracies = new LinkedHashMap<>();
    set.variants()
        .forEach(
            (label, trials) -> {
              double[] values =
                  shown(trials, Metric.BEST_TEST_ACCURACY).filter(Double::isFinite).toArray();
              if (values.length > 0) {
                accuracies.put(label, values);
              }
            });
    if (accuracies.values().stream().noneMatch(values -> values.length > 1)) {
      return Optional.empty();
    }
    String what = set.titled("Best test accuracy over seeds");
    String all =
        accuracies.entrySet().stream()
            .map(
                e -> {
                  Summary of = Summary.of(Arrays.stream(e.getValue()));
                  return String.format(
                      Locale.ROOT, "%s %.1f (%d)", e.getKey(), of.median(), of.count());
                })
            .collect(Collectors.joining("; "));
    return Optional.of(
        set.named(
            "accuracy-over-seeds",
            "Box plot. " + what + ", median in percent (seeds): " + all + ".",
            new BoxPlot(what, "best test accuracy (%)", accuracies).chart()));
  }

  private static Optional<NamedChart> cost(
      ChartSet set, String name, String what, String unit, Metric cost) {
    Map<String, double[]> points = new LinkedHashMap<>();
    set.variants()
        .forEach(
            (label, trials) -> {
              double x = Summary.of(shown(trials, cost)).mean();
              double y = Summary.of(shown(trials, Metric.BEST_TEST_ACCURACY)).mean();
              if (x > 0 && Double.isFinite(x) && Double.isFinite(y)) {
                points.put(label, new double[] {x, y});
              }
            });
    if (points.isEmpty()) {
      return Optional.empty();
    }
    String title = set.titled("Test accuracy against " + what);
    String axis = "%s (%s, logarithmic)".formatted(what, unit);
    Plot plot = new Plot(title, axis, "best test accuracy (%)", points.keySet());
    points.forEach((label, point) -> plot.point(label, set.style(label), point[0], point[1]));
    String all =
        points.entrySet().stream()
            .map(
                e ->
                    String.format(
                        Locale.ROOT,
                        "%s %.1f %% at %s %s",
                        e.getKey(),
                        e.getValue()[1],
                        Cell.significant(e.getValue()[0]),
                        unit))
            .collect(Collectors.joining("; "));
    String alt = "Scatter chart, %s on a logarithmic axis. %s: %s.".formatted(what, title, all);
    return Optional.of(set.named("accuracy-against-" + name, alt, Axes.of(plot).overLogarithms()));
  }

  private static DoubleStream shown(List<Trial> trials, Metric metric) {
    return trials.stream().mapToDouble(trial -> metric.shown(trial.result().value(metric)));
  }
}
