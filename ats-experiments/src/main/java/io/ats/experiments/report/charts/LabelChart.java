package io.ats.experiments.report.charts;

import io.ats.experiments.picture.Palette;
import io.ats.experiments.report.Confusion;
import io.ats.experiments.report.Shown;
import io.ats.experiments.report.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final String FOLD = DATASET + "fold";
  private static final int WIDTH = 560;
  private static final int MOST = 960;
  private static final int EACH = 26;
  private static final int BESIDE_PLOT = 110;

  /** Characters of a class's name. */
  private static final int LONGEST = 32;

  private static final int MOST_NAMES = 40;

  /** A task, or a part of a joint one, that has one label an image. */
  private record Labels(String part, List<String> classes) {}

  private LabelChart() {}

  /** The number of test images of each class, by seed and fold: each set of images once. */
  private record Counts(Map<List<String>, int[]> images) {

    static Counts none() {
      return new Counts(new LinkedHashMap<>());
    }

    /** Returns whether others have as many of each class wherever both have images. */
    boolean agrees(Counts other) {
      Set<List<String>> both = new LinkedHashSet<>(images.keySet());
      both.retainAll(other.images.keySet());
      return !both.isEmpty()
          && both.stream().allMatch(set -> Arrays.equals(images.get(set), other.images.get(set)));
    }

    int[] sum() {
      return images.values().stream().reduce(LabelChart::sum).orElseThrow();
    }
  }

  /** Returns a chart for each part of the task. */
  static List<Callable<Optional<NamedChart>>> of(ChartSet set) {
    Map<Labels, Map<Map<String, String>, Counts>> found = new LinkedHashMap<>();
    for (Trial trial : set.trials()) {
      if (trial.options().isEmpty()) {
        continue; // of which dataset is not known
      }
      Map<String, String> dataset = new TreeMap<>(trial.options());
      dataset.keySet().removeIf(key -> !key.startsWith(DATASET) || key.equals(FOLD));
      String seed = Long.toString(trial.result().key().seed());
      List<String> images = List.of(seed, trial.options().getOrDefault(FOLD, ""));
      for (Confusion confusion : trial.confusions()) {
        found
            .computeIfAbsent(
                new Labels(confusion.part(), confusion.classes()), key -> new LinkedHashMap<>())
            .computeIfAbsent(dataset, key -> Counts.none())
            .images()
            .putIfAbsent(images, images(confusion));
      }
    }
    List<Callable<Optional<NamedChart>>> charts = new ArrayList<>();
    found.forEach(
        (labels, counts) -> charts.add(() -> Optional.of(chart(set, labels, different(counts)))));
    return charts;
  }

  /** Returns the sums of the datasets, of those that agree the first alone. */
  private static Map<Map<String, String>, int[]> different(Map<Map<String, String>, Counts> all) {
    Map<Map<String, String>, Counts> different = new LinkedHashMap<>();
    all.forEach(
        (dataset, counts) -> {
          if (different.values().stream().noneMatch(counts::agrees)) {
            different.put(dataset, counts);
          }
        });
    Map<Map<String, String>, int[]> sums = new LinkedHashMap<>();
    different.forEach((dataset, counts) -> sums.put(dataset, counts.sum()));
    return sums;
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
    double legend =
        found.keySet().stream()
            .mapToDouble(dataset -> Look.width(Look.FONT, name(dataset, found.keySet())))
            .max()
            .orElse(0);
    int width = Math.min(MOST, Math.max(WIDTH, BESIDE_PLOT + EACH * names.size()));
    width = Math.max(width, found.size() > 1 ? (int) legend + BESIDE_PLOT : 0);
    double widest = names.stream().mapToDouble(name -> Look.width(Look.FONT, name)).max().orElse(0);
    int shown = Math.min(names.size(), MOST_NAMES);
    boolean upright = widest > 0.85 * (width - BESIDE_PLOT) / (shown + 1);
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(width)
            .height(
                Plot.HEIGHT
                    + (upright ? (int) widest : 0)
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
          String name = name(dataset, found.keySet());
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
    Set<String> names = new LinkedHashSet<>();
    for (String name : labels.classes()) {
      String shown = Shown.name(name, LONGEST);
      Shown.apart(shown.isEmpty() ? "–" : shown, names);
    }
    return List.copyOf(names);
  }

  private static List<Double> percent(int[] images) {
    double all = IntStream.of(images).sum();
    return IntStream.of(images).mapToObj(count -> 100 * count / all).toList();
  }

  /** Returns the options in which a dataset differs from another of the chart. */
  private static String name(Map<String, String> dataset, Set<Map<String, String>> all) {
    String differing =
        dataset.entrySet().stream()
            .filter(
                option ->
                    all.stream()
                        .anyMatch(other -> !option.getValue().equals(other.get(option.getKey()))))
            .map(option -> option.getKey().substring(DATASET.length()) + " " + option.getValue())
            .collect(Collectors.joining(", "));
    return differing.isEmpty() ? "test images" : Shown.name(differing);
  }
}
