package io.ats.experiments.report.charts;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.TaskRanks;
import io.ats.experiments.report.TaskSet;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Estimate;
import io.ats.experiments.statistics.PerformanceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Variants over all tasks of a suite: performance profile and critical-difference diagram. */
final class TaskCharts {

  /** The palette's darkest colour. */
  private static final int BLACK = 6;

  private TaskCharts() {}

  static List<Callable<Optional<NamedChart>>> of(RunData data) {
    List<TaskSet> sets = TaskSet.of(data.families());
    List<String> styles =
        VariantRow.of(data.trials()).stream().map(VariantRow::label).distinct().toList();
    List<Callable<Optional<NamedChart>>> charts = new ArrayList<>();
    for (TaskSet set : sets) {
      ChartSet look = new ChartSet(set.title(sets), Map.of(), styles);
      charts.add(() -> profile(set, look));
      charts.add(() -> TaskRanks.of(set).map(ranks -> diagram(ranks, look)));
    }
    return charts;
  }

  /** The share of runs above each whole percentage of accuracy, from below all to above all. */
  private static Optional<NamedChart> profile(TaskSet set, ChartSet look) {
    double[] all =
        set.scores().values().stream()
            .flatMap(Stream::of)
            .flatMapToDouble(Arrays::stream)
            .map(Metric.TEST_ACCURACY::shown)
            .sorted()
            .toArray();
    double[] thresholds =
        IntStream.rangeClosed(
                (int) Math.max(0, Math.floor(all[0]) - 1),
                (int) Math.min(100, Math.ceil(all[all.length - 1]) + 1))
            .asDoubleStream()
            .toArray();
    String title = look.titled("Share of runs above an accuracy, all tasks");
    Plot plot = new Plot(title, "test accuracy (%)", "share of runs (%)", set.variants());
    List<String> words = new ArrayList<>();
    set.scores()
        .forEach(
            (label, runs) -> {
              List<Estimate> found =
                  PerformanceProfile.of(
                      runs, Arrays.stream(thresholds).map(tau -> tau / 100).toArray());
              if (!Double.isNaN(found.get(0).low())) {
                double[] low = percent(found, Estimate::low);
                plot.band(
                    label, look.style(label), thresholds, low, percent(found, Estimate::high));
              }
              Curve curve = new Curve(thresholds, percent(found, Estimate::value));
              plot.curve(label, label, look.style(label), curve, false);
              words.add(label + " " + half(curve));
            });
    String alt =
        "Line chart with bands of 95 %%. %s, %d tasks, %d seeds. Half of the runs are above: %s.";
    return Optional.of(
        look.named(
            "performance-profile",
            alt.formatted(title, set.tasks().size(), set.seeds().size(), String.join("; ", words)),
            Axes.of(plot).overPercent()));
  }

  private static double[] percent(List<Estimate> of, ToDoubleFunction<Estimate> part) {
    return of.stream().mapToDouble(part).map(share -> 100 * share).toArray();
  }

  /** Returns the highest threshold above which half of the runs are. */
  private static String half(Curve curve) {
    return IntStream.range(0, curve.values().length)
        .filter(i -> curve.values()[i] >= 50)
        .mapToObj(i -> String.format(Locale.ROOT, "%.0f %%", curve.epochs()[i]))
        .reduce((a, b) -> b)
        .orElse(Cell.NONE);
  }

  /** Mean ranks on a line; below it, a line for each group of which no two are told apart. */
  private static NamedChart diagram(TaskRanks ranks, ChartSet look) {
    List<String> variants = ranks.set().variants();
    double[] rank = ranks.friedman().ranks();
    List<Integer> order =
        IntStream.range(0, rank.length).boxed().sorted(Comparator.comparing(i -> rank[i])).toList();
    List<String> legend =
        order.stream().map(i -> variants.get(i) + " " + Cell.significant(rank[i])).toList();
    String title = look.titled("Mean ranks over the tasks; lines join those not told apart");
    String axis = "mean rank over %d tasks (1: the highest accuracy)";
    Plot plot = new Plot(title, axis.formatted(ranks.set().tasks().size()), "", legend);
    // The whole ranks, at which the chart then has its ticks.
    double[] whole = IntStream.rangeClosed(1, rank.length).asDoubleStream().toArray();
    plot.joined(Plot.key("ranks", ""), BLACK, whole, 0)
        .setMarker(SeriesMarkers.NONE)
        .setShowInLegend(false);
    for (int i = 0; i < rank.length; i++) {
      String label = variants.get(order.get(i));
      plot.joined(label, look.style(label), new double[] {rank[order.get(i)]}, 0)
          .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
          .setLabel(legend.get(i));
    }
    List<String> words = new ArrayList<>();
    double height = -1;
    for (int[] group : ranks.groups()) {
      double[] places = Arrays.stream(group).mapToDouble(i -> rank[i]).sorted().toArray();
      plot.joined(Plot.key("group", "" + height), BLACK, places, height).setShowInLegend(false);
      words.add(
          Arrays.stream(group).mapToObj(variants::get).collect(Collectors.joining(", ", "{", "}")));
      height--;
    }
    return look.named(
        "critical-difference",
        "Critical-difference diagram. %s. Mean ranks: %s. Friedman's test: p %s. Not told apart: %s."
            .formatted(
                title,
                String.join("; ", legend),
                Cell.significant(ranks.friedman().p()),
                words.isEmpty() ? "none" : String.join(", ", words)),
        Axes.of(plot).overRanks(rank.length));
  }
}
