package io.ats.experiments.report.charts;

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

/** Test accuracy by variant. */
final class AccuracyCharts {

  /** Of fewer seeds a box plot would make up quartiles. */
  private static final int LEAST_FOR_BOXES = 8;

  private AccuracyCharts() {}

  static List<Callable<Optional<NamedChart>>> of(ChartSet set) {
    return List.of(() -> AccuracyIntervals.of(set), () -> seeds(set));
  }

  /**
   * Returns a chart of each variant's seeds, if any has several: points, or boxes if every variant
   * has enough seeds for quartiles.
   */
  private static Optional<NamedChart> seeds(ChartSet set) {
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
    boolean boxes = accuracies.values().stream().allMatch(own -> own.length >= LEAST_FOR_BOXES);
    String axis = "best test accuracy (%)";
    return Optional.of(
        set.named(
            "accuracy-over-seeds",
            "%s. %s, median in percent (seeds): %s."
                .formatted(boxes ? "Box plot" : "A point for each seed", what, all),
            boxes
                ? new BoxPlot(what, axis, accuracies).chart()
                : new SeedPoints(set, what, axis, accuracies).chart()));
  }

  private static DoubleStream shown(List<Trial> trials, Metric metric) {
    return trials.stream().mapToDouble(trial -> metric.shown(trial.result().value(metric)));
  }
}
