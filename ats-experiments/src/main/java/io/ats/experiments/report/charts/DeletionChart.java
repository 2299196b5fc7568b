package io.ats.experiments.report.charts;

import io.ats.experiments.report.Trial;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Test accuracy with more and more of the chosen patches blanked; dashed: as many at random. */
final class DeletionChart {

  private static final List<Metric> CHOSEN =
      List.of(
          Metric.TEST_ACCURACY, Metric.DELETION_FIRST, Metric.DELETION_HALF, Metric.DELETION_ALL);
  private static final List<Metric> RANDOM =
      List.of(
          Metric.TEST_ACCURACY,
          Metric.RANDOM_DELETION_FIRST,
          Metric.RANDOM_DELETION_HALF,
          Metric.RANDOM_DELETION_ALL);
  private static final List<String> PLACES = List.of("none", "first", "half", "all");

  private DeletionChart() {}

  static List<Callable<Optional<NamedChart>>> of(ChartSet set) {
    return List.of(() -> chart(set));
  }

  private static Optional<NamedChart> chart(ChartSet set) {
    Map<String, Curve> chosen = new LinkedHashMap<>();
    set.variants().forEach((label, trials) -> chosen.put(label, curve(trials, CHOSEN)));
    chosen.values().removeIf(Curve::isEmpty);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    String title = set.titled("Chosen patches blanked; dashed: as many at random");
    Plot plot = new Plot(title, "patches blanked", "test accuracy (%)", chosen.keySet());
    chosen.forEach(
        (label, curve) -> {
          plot.curve(label, label, set.style(label), curve, false);
          plot.dashed(label, set.style(label), curve(set.variants().get(label), RANDOM));
        });
    String alt = "Line chart. %s: test accuracy in percent with all of them blanked: %s.";
    return Optional.of(
        set.ofVariants(
            "deletion",
            alt.formatted(title, LearningCurves.ends(chosen)),
            Axes.of(plot).overPlaces(PLACES, true)));
  }

  /** Returns the means over the trials that have such numbers; without a point if none has. */
  private static Curve curve(List<Trial> trials, List<Metric> metrics) {
    List<Trial> having =
        trials.stream()
            .filter(trial -> Double.isFinite(trial.result().value(Metric.DELETION_ALL)))
            .toList();
    double[] places =
        having.isEmpty()
            ? new double[0]
            : IntStream.range(0, metrics.size()).asDoubleStream().toArray();
    double[] values =
        IntStream.range(0, places.length)
            .mapToObj(metrics::get)
            .mapToDouble(
                metric ->
                    Summary.of(
                            having.stream()
                                .mapToDouble(t -> metric.shown(t.result().value(metric))))
                        .mean())
            .toArray();
    return new Curve(places, values);
  }
}
