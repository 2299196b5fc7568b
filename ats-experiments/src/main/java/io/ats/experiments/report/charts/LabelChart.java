package io.ats.experiments.report.charts;

import io.ats.experiments.picture.Palette;
import io.ats.experiments.report.Confusion;
import io.ats.experiments.report.Shown;
import io.ats.experiments.report.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;

/**
 * Histogram of the test images' labels, summed over the seeds; one for each setting of the dataset,
 * as with and without a balanced sampler (Ramapuram et al. 2019, figure 5).
 */
final class LabelChart {

  private static final String DATASET = "dataset.";
  private static final int WIDTH = 560;
  private static final int MOST = 960;
  private static final int EACH = 26;
  private static final int LONGEST = 400;
  private static final int MOST_NAMES = 40;

  /** A task, or a part of a joint one, that has one label an image. */
  private record Labels(String part, List<String> classes) {}

  private LabelChart() {}

  /** Returns a chart for each part of the task. */
  static List<Callable<Optional<NamedChart>>> of(ChartSet set) {
    Map<Labels, Map<Map<String, String>, int[]>> found = new LinkedHashMap<>();
    datasets(set.trials())
        .forEach(
            (dataset, trials) ->
                trials.stream()
                    .flatMap(trial -> trial.confusions().stream())
                    .forEach(
                        confusion ->
                            found
                                .computeIfAbsent(
                                    new Labels(confusion.part(), confusion.classes()),
                                    labels -> new LinkedHashMap<>())
                                .merge(dataset, images(confusion), LabelChart::sum)));
    List<Callable<Optional<NamedChart>>> charts = new ArrayList<>();
    found.forEach((labels, counts) -> charts.add(() -> Optional.of(chart(set, labels, counts))));
    return charts;
  }

  /** Returns a trial for each seed, by the options of their dataset. */
  private static Map<Map<String, String>, List<Trial>> datasets(List<Trial> trials) {
    Map<Map<String, String>, Map<Long, Trial>> datasets = new LinkedHashMap<>();
    for (Trial trial : trials) {
      Map<String, String> options = new TreeMap<>(trial.options());
      options.keySet().removeIf(key -> !key.startsWith(DATASET));
      datasets
          .computeIfAbsent(options, key -> new TreeMap<>())
          .putIfAbsent(trial.result().key().seed(), trial);
    }
    Map<Map<String, String>, List<Trial>> each = new LinkedHashMap<>();
    datasets.forEach((options, bySeed) -> each.put(options, List.copyOf(bySeed.values())));
    return each;
  }

  private static int[] images(Confusion confusion) {
    return IntStream.range(0, confusion.classes().size()).map(confusion::images).toArray();
  }

  private static int[] sum(int[] a, int[] b) {
    return IntStream.range(0, a.length).map(i -> a[i] + b[i]).toArray();
  }

  private static NamedChart chart(
      ChartSet set, Labels labels, Map<Map<String, String>, int[]> found) {
    String part = labels.part().isEmpty() ? "" : ", part " + labels.part();
    String title = set.titled("Labels of the test images" + part);
    List<String> names = names(labels);
    int width = Math.min(MOST, Math.max(WIDTH, 100 + EACH * names.size()));
    double widest = names.stream().mapToDouble(name -> Look.width(Look.FONT, name)).max().orElse(0);
    boolean upright = widest > 0.85 * (width - 100) / (Math.min(names.size(), MOST_NAMES) + 1);
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(width)
            .height(
                Plot.HEIGHT
                    + (upright ? (int) Math.min(LONGEST, widest) : 0)
                    + (found.size() > 1 ? 10 + 24 * found.size() : 0))
            .title(title)
            .xAxisTitle("label")
            .yAxisTitle("images (%)")
            .build();
    Look.apply(chart);
    CategoryStyler styler = chart.getStyler();
    styler.setLegendVisible(found.size() > 1).setLegendLayout(Styler.LegendLayout.Vertical);
    styler.setAvailableSpaceFill(0.9).setXAxisMaxLabelCount(MOST_NAMES);
    styler.setXAxisLabelRotation(upright ? 90 : 0);
    styler.setYAxisMin(0.0).setYAxisDecimalPattern("0.#");
    List<String> words = new ArrayList<>();
    found.forEach(
        (dataset, images) -> {
          String name = name(dataset, found);
          List<Double> percent = percent(images);
          CategorySeries series =
              chart.addSeries(Plot.key(name, "" + words.size()), names, percent);
          series.setFillColor(Palette.color(words.size())).setLabel(name);
          double most = Collections.max(percent);
          String frequent = names.get(percent.indexOf(most));
          words.add(String.format(Locale.ROOT, "%s: most %s, %.1f %%", name, frequent, most));
        });
    String alt = "Bar chart. %s, percent of each of %d labels. %s.";
    return set.named(
        "labels" + part, alt.formatted(title, names.size(), String.join("; ", words)), chart);
  }

  /** Returns the classes' names as they are shown, no two the same. */
  private static List<String> names(Labels labels) {
    List<String> names = new ArrayList<>();
    for (String name : labels.classes()) {
      String shown = Shown.name(name);
      names.add(names.contains(shown) ? shown + " #" + (names.size() + 1) : shown);
    }
    return names;
  }

  private static List<Double> percent(int[] images) {
    double all = IntStream.of(images).sum();
    return IntStream.of(images).mapToObj(count -> 100 * count / all).toList();
  }

  /** Returns the options in which a dataset differs from another of the chart. */
  private static String name(Map<String, String> dataset, Map<Map<String, String>, int[]> all) {
    String differing =
        dataset.entrySet().stream()
            .filter(
                option ->
                    all.keySet().stream()
                        .anyMatch(other -> !option.getValue().equals(other.get(option.getKey()))))
            .map(option -> option.getKey().substring(DATASET.length()) + " " + option.getValue())
            .collect(Collectors.joining(", "));
    return differing.isEmpty() ? "test images" : Shown.name(differing);
  }
}
