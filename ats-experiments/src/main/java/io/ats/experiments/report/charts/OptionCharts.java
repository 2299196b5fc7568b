package io.ats.experiments.report.charts;

import static io.ats.experiments.results.Metric.BEST_TEST_ACCURACY;

import io.ats.experiments.report.Trial;
import io.ats.experiments.statistics.Summary;
import io.ats.experiments.statistics.TotalVariation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The effect of a numeric option among rows that differ in nothing else, as in an ablation. */
final class OptionCharts {

  private OptionCharts() {}

  static List<Callable<Optional<NamedChart>>> of(ChartSet set) {
    List<Callable<Optional<NamedChart>>> charts = new ArrayList<>();
    Sweep.find(set.trials())
        .forEach(
            (option, sweeps) -> {
              charts.add(() -> accuracy(set, option, sweeps));
              charts.add(() -> distance(set, option, sweeps));
            });
    return charts;
  }

  /** Test accuracy at each of the option's values: mean over seeds, bars of ± a deviation. */
  private static Optional<NamedChart> accuracy(ChartSet set, String option, List<Sweep> sweeps) {
    List<Double> values =
        List.copyOf(
            sweeps.stream()
                .flatMap(sweep -> sweep.trials().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    String title = set.titled("Test accuracy against " + option);
    boolean even =
        IntStream.range(2, values.size())
            .allMatch(
                i ->
                    Math.abs(values.get(i) - 2 * values.get(i - 1) + values.get(i - 2))
                        < 1e-9 * Math.abs(values.get(i)));
    Plot plot =
        new Plot(
            title,
            option + (even ? "" : " (not to scale)"),
            "best test accuracy (%)",
            sweeps.stream().map(Sweep::label).toList());
    List<String> words = new ArrayList<>();
    for (Sweep sweep : sweeps) {
      Map<Double, Summary> found = new TreeMap<>();
      sweep
          .trials()
          .forEach(
              (value, trials) ->
                  found.put(
                      value,
                      Summary.of(
                          trials.stream()
                              .mapToDouble(t -> 100 * t.result().value(BEST_TEST_ACCURACY)))));
      found.values().removeIf(summary -> summary.count() == 0);
      if (found.isEmpty()) {
        continue;
      }
      plot.sweep(
          sweep.label(),
          sweeps.indexOf(sweep),
          found.keySet().stream().mapToDouble(values::indexOf).toArray(),
          found.values().stream().mapToDouble(Summary::mean).toArray(),
          found.values().stream().mapToDouble(s -> s.count() < 2 ? 0 : s.sd()).toArray());
      found.forEach(
          (value, summary) ->
              words.add(
                  String.format(
                      Locale.ROOT,
                      "%s at %s %.1f",
                      sweep.label(),
                      Sweep.text(value),
                      summary.mean())));
    }
    String alt = "Line chart with error bars. %s, percent: %s.";
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            set.named(
                "accuracy-against-" + option,
                alt.formatted(title, String.join("; ", words)),
                Axes.of(plot).overPlaces(values.stream().map(Sweep::text).toList(), true)));
  }

  /** Distance of the attention at each value from that at the largest, on the same images. */
  private static Optional<NamedChart> distance(ChartSet set, String option, List<Sweep> sweeps) {
    Map<String, Curve> curves = new LinkedHashMap<>();
    for (Sweep sweep : sweeps) {
      double largest = sweep.trials().lastKey();
      String front = sweeps.size() == 1 ? "" : sweep.label() + ": ";
      sweep
          .trials()
          .headMap(largest)
          .forEach(
              (value, trials) ->
                  curves.put(
                      front + Sweep.text(value) + " from " + Sweep.text(largest),
                      distance(trials, sweep.trials().get(largest))));
    }
    curves.values().removeIf(Curve::isEmpty);
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    String title = set.titled("Attention distance between values of " + option);
    Plot plot = new Plot(title, "epoch", "total variation", curves.keySet());
    List<String> order = List.copyOf(curves.keySet());
    curves.forEach((label, curve) -> plot.curve(label, label, order.indexOf(label), curve, false));
    String alt = "Line chart. %s, from 0 (the same) to 1, against the epoch. At the last: %s.";
    return Optional.of(
        set.named(
            "attention-distance-" + option,
            alt.formatted(title, LearningCurves.ends(curves)),
            Axes.of(plot).overEpochs(false)));
  }

  /** The mean over seeds that both have, and over images, at the epochs that both have. */
  static Curve distance(List<Trial> some, List<Trial> others) {
    TreeMap<Integer, List<Double>> found = new TreeMap<>();
    for (Trial a : some) {
      for (Trial b : others) {
        if (a.result().key().seed() == b.result().key().seed()) {
          a.maps()
              .forEach(
                  (epoch, maps) -> {
                    Double distance = distance(maps, b.maps().get(epoch));
                    if (distance != null) {
                      found.computeIfAbsent(epoch, key -> new ArrayList<>()).add(distance);
                    }
                  });
        }
      }
    }
    return Curve.of(found, Summary::mean);
  }

  /** Null where the maps are not of the same images or not on the same grid. */
  private static Double distance(float[][][] a, float[][][] b) {
    boolean same =
        b != null
            && a.length == b.length
            && a[0].length == b[0].length
            && a[0][0].length == b[0][0].length;
    return same
        ? IntStream.range(0, a.length)
            .mapToDouble(i -> TotalVariation.between(a[i], b[i]))
            .average()
            .orElseThrow()
        : null;
  }
}
