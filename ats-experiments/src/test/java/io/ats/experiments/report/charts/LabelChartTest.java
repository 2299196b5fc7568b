package io.ats.experiments.report.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.experiments.report.Confusion;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

class LabelChartTest {

  private static Trial trial(
      String variant, long seed, String weighted, List<String> classes, int[][] counts) {
    TrialResult made = SampleRun.ok("ats", "count", seed, 0.8, 0.8);
    Map<String, String> options = new HashMap<>(SampleRun.trial(made).options());
    options.put("dataset.weighted", weighted);
    return new Trial(
        new TrialFolder(Path.of("t")),
        made.named("marines", "lite", variant),
        options,
        SampleRun.metrics(made, 2),
        List.of(new Confusion("", classes, counts)),
        List.of(),
        Map.of(),
        MissingNode.getInstance());
  }

  private static NamedChart labels(List<Trial> trials) {
    Warnings warnings = new Warnings();
    List<NamedChart> charts = Charts.of(trials, warnings);
    assertThat(warnings.all()).isEmpty();
    return charts.stream().filter(c -> c.name().equals("labels")).findFirst().orElseThrow();
  }

  private static List<CategorySeries> series(NamedChart chart) {
    return List.copyOf(((CategoryChart) chart.chart()).getSeriesMap().values());
  }

  /** Once for each seed, however many variants saw the images; whatever was predicted. */
  @Test
  void imagesOfAllSeedsCountOnce() {
    List<String> classes = List.of("0", "1");
    int[][] first = {{1, 2}, {0, 1}};
    int[][] second = {{4, 0}, {2, 2}};
    List<CategorySeries> series =
        series(
            labels(
                List.of(
                    trial("a", 0, "all", classes, first),
                    trial("a", 1, "all", classes, second),
                    trial("b", 0, "all", classes, first))));
    assertThat(series).hasSize(1);
    assertThat(series.get(0).getYData().stream().map(Number::doubleValue))
        .containsExactly(700 / 12.0, 500 / 12.0);
  }

  @Test
  void otherSettingsOfTheDatasetAreBesideThem() {
    List<String> classes = List.of("0", "1");
    NamedChart chart =
        labels(
            List.of(
                trial("a", 0, "none", classes, new int[][] {{9, 0}, {1, 0}}),
                trial("a", 0, "all", classes, new int[][] {{5, 0}, {5, 0}})));
    assertThat(series(chart))
        .extracting(CategorySeries::getLabel)
        .containsExactly("weighted none", "weighted all");
    assertThat(chart.alt()).contains("weighted none: most 0, 90.0 %");
    assertThat(chart.chart().getStyler().isLegendVisible()).isTrue();
  }

  @Test
  void anyNamesOfAnyNumberOfClassesCanBeDrawn() throws IOException {
    for (int count : new int[] {1, 3, 23, 200, 1000}) {
      int[][] counts = new int[count][count];
      counts[0][0] = 1;
      List<String> classes =
          IntStream.range(0, count).mapToObj(i -> "x".repeat(30 * (i % 9)) + "\n").toList();
      NamedChart chart = labels(List.of(trial("a", 0, "all", classes, counts)));
      assertThat(chart.svg()).contains("<svg");
      assertThat(chart.chart().getWidth()).isLessThan(1000);
      assertThat(chart.chart().getHeight()).isLessThan(1000);
    }
  }
}
