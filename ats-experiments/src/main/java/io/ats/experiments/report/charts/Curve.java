package io.ats.experiments.report.charts;

import io.ats.core.data.Split;
import io.ats.experiments.report.Trial;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.statistics.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A number against the epoch; only epochs at which it exists and is finite.
 *
 * @param epochs ascending
 * @param values as many
 */
record Curve(double[] epochs, double[] values) {

  /** Returns the mean at each epoch over the trials that have it, in the metric's unit. */
  static Curve mean(List<Trial> trials, Split split, Metric metric) {
    return of(values(trials, split, metric), Summary::mean);
  }

  /** Returns the sample standard deviation at each epoch that several trials have. */
  static Curve deviation(List<Trial> trials, Split split, Metric metric) {
    Map<Integer, List<Double>> values = values(trials, split, metric);
    values.values().removeIf(each -> each.size() < 2);
    return of(values, Summary::sd);
  }

  private static Map<Integer, List<Double>> values(List<Trial> trials, Split split, Metric metric) {
    return trials.stream()
        .flatMap(trial -> trial.metrics().stream())
        .filter(row -> row.split() == split && Double.isFinite(row.value(metric)))
        .collect(
            Collectors.groupingBy(
                MetricsRow::epoch,
                TreeMap::new,
                Collectors.mapping(row -> metric.shown(row.value(metric)), Collectors.toList())));
  }

  /** Returns a statistic of the values at each epoch. */
  static Curve of(Map<Integer, List<Double>> values, ToDoubleFunction<Summary> statistic) {
    return new Curve(
        values.keySet().stream().mapToDouble(epoch -> epoch).toArray(),
        values.values().stream()
            .map(each -> Summary.of(each.stream().mapToDouble(value -> value)))
            .mapToDouble(statistic)
            .toArray());
  }

  boolean isEmpty() {
    return epochs.length == 0;
  }

  /** Returns the value at an epoch that the curve has. */
  double at(double epoch) {
    return values[Arrays.binarySearch(epochs, epoch)];
  }

  double last() {
    return values[values.length - 1];
  }

  /** Returns the values with about that many gaps, each a third of the way: NaN is not drawn. */
  double[] dashes(int count) {
    int gap = Math.max(1, epochs.length / (3 * count));
    double[] dashed = values.clone();
    for (int i = 0; i < dashed.length; i++) {
      dashed[i] = i / gap % 3 == 2 ? Double.NaN : values[i];
    }
    return dashed;
  }

  /** Returns about that many points, evenly spaced, the last among them. */
  Curve thinned(int points) {
    int step = Math.max(1, epochs.length / points);
    int count = (epochs.length + step - 1) / step;
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      int at = epochs.length - 1 - (count - 1 - i) * step;
      x[i] = epochs[at];
      y[i] = values[at];
    }
    return new Curve(x, y);
  }
}
