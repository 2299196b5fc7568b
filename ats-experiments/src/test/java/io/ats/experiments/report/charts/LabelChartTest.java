package io.ats.experiments.report.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.experiments.report.Confusion;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

class LabelChartTest {

  private static final List<String> CLASSES = List.of("0", "1");
  private static final int[][] SEVEN = {{3, 2}, {1, 1}};
  private static final int[][] THREE = {{1, 0}, {2, 0}};

  private static Trial trial(
      String selector, long seed, Map<String, String> dataset, List<Confusion> confusions) {
    TrialResult made = SampleRun.ok(selector, "count", seed, 0.8, 0.8);
    Map<String, String> options = new HashMap<>(SampleRun.trial(made).options());
    options.putAll(dataset);
    return new Trial(
        new TrialFolder(Path.of("t")),
        made,
        dataset.isEmpty() ? Map.of() : options,
        SampleRun.metrics(made, 2),
        confusions,
        List.of(),
        Map.of(),
        MissingNode.getInstance());
  }

  private static Trial trial(String selector, long seed, String weighted, int[][] counts) {
    List<Confusion> confusions = List.of(new Confusion("", CLASSES, counts));
    return trial(selector, seed, Map.of("dataset.weighted", weighted), confusions);
  }

  private static Optional<NamedChart> labels(String name, List<Trial> trials) {
    Warnings warnings = new Warnings();
    List<NamedChart> charts = Charts.of(new RunData(trials, Map.of(), Map.of()), warnings);
    assertThat(warnings.all()).isEmpty();
    return charts.stream().filter(chart -> chart.name().equals(name)).findFirst();
  }

  private static List<CategorySeries> series(Optional<NamedChart> chart) {
    return List.copyOf(((CategoryChart) chart.orElseThrow().chart()).getSeriesMap().values());
  }

  private static List<CategorySeries> series(Trial... trials) {
    return series(labels("labels", List.of(trials)));
  }

  private static List<Double> percent(CategorySeries series) {
    return series.getYData().stream().map(Number::doubleValue).toList();
  }

  /** Once for each seed, however many variants saw the images; whatever was predicted. */
  @Test
  void imagesOfAllSeedsCountOnce() {
    List<CategorySeries> series =
        series(
            trial("ats", 0, "all", SEVEN),
            trial("ats", 1, "all", THREE),
            trial("ips", 0, "all", SEVEN));
    assertThat(series).hasSize(1);
    assertThat(series.get(0).getLabel()).isEqualTo("test images");
    assertThat(percent(series.get(0))).containsExactly(60.0, 40.0);
  }

  @Test
  void aVariantWithoutPredictionsOrOptionsHidesNone() {
    List<Trial> trials =
        List.of(
            trial("ats", 0, Map.of("dataset.weighted", "all"), List.of()),
            trial("uniform", 0, Map.of(), List.of(new Confusion("", CLASSES, SEVEN))),
            trial("ips", 0, "all", THREE));
    List<CategorySeries> series = series(labels("labels", trials));
    assertThat(series).hasSize(1);
    assertThat(percent(series.get(0))).containsExactly(100 / 3.0, 200 / 3.0);
    assertThat(labels("labels", trials.subList(0, 1))).isEmpty();
  }

  @Test
  void otherSettingsOfTheDatasetAreBesideThem() {
    List<Trial> trials = List.of(trial("ats", 0, "none", SEVEN), trial("ats", 0, "all", THREE));
    assertThat(series(labels("labels", trials)))
        .extracting(CategorySeries::getLabel)
        .containsExactly("weighted none", "weighted all");
    NamedChart chart = labels("labels", trials).orElseThrow();
    assertThat(chart.alt()).contains("weighted none: most 0, 71.4 %");
    assertThat(chart.chart().getStyler().isLegendVisible()).isTrue();
    assertThat(chart.shared()).isEmpty();
    assertThat(
            series(
                trial("ats", 0, "none", SEVEN),
                trial("ats", 1, "none", THREE),
                trial("ats", 0, "all", SEVEN)))
        .as("of settings that change no label there is one, though a seed is missing of one")
        .hasSize(1);
  }

  @Test
  void foldsAreSummed() {
    List<Confusion> first = List.of(new Confusion("", CLASSES, SEVEN));
    List<Confusion> second = List.of(new Confusion("", CLASSES, THREE));
    List<CategorySeries> series =
        series(
            trial("ats", 0, Map.of("dataset.fold", "0"), first),
            trial("ats", 0, Map.of("dataset.fold", "1"), second));
    assertThat(series).hasSize(1);
    assertThat(percent(series.get(0))).containsExactly(60.0, 40.0);
  }

  @Test
  void eachPartOfAJointTaskHasOne() {
    List<Confusion> parts =
        List.of(
            new Confusion("top", List.of("a", "b", "c"), new int[3][3]),
            new Confusion("max", CLASSES, SEVEN));
    parts.get(0).counts()[2][0] = 1;
    List<Trial> trials = List.of(trial("ats", 0, Map.of("dataset.weighted", "all"), parts));
    assertThat(percent(series(labels("labels-part-top", trials)).get(0)))
        .containsExactly(0.0, 0.0, 100.0);
    assertThat(series(labels("labels-part-max", trials))).hasSize(1);
  }

  @Test
  void anyNamesOfAnyNumberOfClassesCanBeDrawn() throws IOException {
    for (int count : new int[] {1, 3, 23, 200, 1000}) {
      int[][] counts = new int[count][count];
      counts[0][0] = 1;
      List<String> classes =
          IntStream.range(0, count).mapToObj(i -> "x".repeat(30 * (i % 9)) + "\n").toList();
      List<Confusion> confusions = List.of(new Confusion("", classes, counts));
      NamedChart chart =
          labels("labels", List.of(trial("ats", 0, Map.of("dataset.weighted", "a"), confusions)))
              .orElseThrow();
      assertThat(chart.svg()).contains("<svg");
      assertThat(chart.chart().getWidth()).isLessThan(1000);
      assertThat(chart.chart().getHeight()).isBetween(Plot.HEIGHT, 800);
    }
  }
}
