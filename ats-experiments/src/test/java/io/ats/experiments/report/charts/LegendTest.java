package io.ats.experiments.report.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.experiments.picture.Palette;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class LegendTest {

  private static final String COST = "accuracy-against-training-time";

  private static Trial trial(TrialResult result, String entropy, int epochs) {
    Map<String, String> options = new HashMap<>(SampleRun.trial(result).options());
    options.put("selector.entropy", entropy);
    return new Trial(
        new TrialFolder(Path.of("t")),
        result,
        options,
        SampleRun.metrics(result, epochs),
        List.of(),
        List.of(),
        Map.of(),
        MissingNode.getInstance());
  }

  private static List<NamedChart> charts(List<Trial> trials) {
    Warnings warnings = new Warnings();
    List<NamedChart> charts = Charts.of(new RunData(trials, Map.of(), Map.of()), warnings);
    assertThat(warnings.all()).isEmpty();
    return charts;
  }

  private static NamedChart named(List<NamedChart> charts, String name) {
    return charts.stream().filter(chart -> chart.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Trial> onTwoTasks() {
    List<Trial> trials = new ArrayList<>();
    for (String variant : List.of("ats", "ips", "uniform")) {
      for (String task : List.of("max", "top")) {
        for (long seed : new long[] {0, 1}) {
          double accuracy = 0.8 - variant.length() / 10.0;
          trials.add(trial(SampleRun.ok(variant, task, seed, accuracy, 0.8), "0", 3));
        }
      }
    }
    return trials;
  }

  @Test
  void chartsOfTheVariantsShareOneForEachTask() {
    List<NamedChart> charts = charts(onTwoTasks());
    assertThat(charts)
        .filteredOn(chart -> chart.shared().filter(l -> l.title().equals("max")).isPresent())
        .extracting(NamedChart::name)
        .containsExactly(
            "validation-accuracy-max",
            "loss-max",
            "attention-entropy-max",
            "attention-on-objects-max",
            "accuracy-against-pixels-read-max",
            "accuracy-against-inference-time-max",
            "accuracy-against-training-time-max",
            "accuracy-against-memory-max",
            "accuracy-against-parameters-max");
    assertThat(named(charts, "performance-profile").shared()).isEmpty();
    assertThat(named(charts, "accuracy-over-seeds-top").shared()).isEmpty();
  }

  /** No series is named that is not in the legend, or that is drawn otherwise. */
  @Test
  void seriesAreDrawnAsTheLegendSays() {
    for (NamedChart chart : charts(onTwoTasks())) {
      if (chart.shared().isEmpty()) {
        continue;
      }
      Map<String, Integer> styles = chart.shared().get().styles();
      assertThat(styles).isEqualTo(Map.of("ats", 0, "ips", 1, "uniform", 2));
      List<String> drawn = new ArrayList<>();
      for (XYSeries series : ((XYChart) chart.chart()).getSeriesMap().values()) {
        if (series.isShowInLegend() && !series.getName().equals(CostCharts.FRONT)) {
          drawn.add(series.getLabel());
          int style = styles.get(series.getLabel());
          assertThat(series.getMarkerColor()).isEqualTo(Palette.color(style));
          assertThat(series.getMarker()).isEqualTo(Palette.marker(style));
        }
      }
      assertThat(styles.keySet()).as(chart.name()).containsAll(drawn);
    }
  }

  /** The sweep is of both rows, though it has the name and would have the style of the first. */
  @Test
  void aSweepHasItsOwn() {
    TrialResult row = SampleRun.ok("ats", "max", 0, 0.8, 0.8);
    TrialResult other = SampleRun.ok("ats, entropy 0.1", "max", 0, 0.7, 0.7);
    Trial first = trial(row, "0", 3);
    Trial second = trial(other, "0.1", 3);
    second.options().put("selector.like", first.options().get("selector.like"));
    List<NamedChart> charts = charts(List.of(first, second));
    NamedChart sweep = named(charts, "accuracy-against-selector-entropy");
    assertThat(((XYChart) sweep.chart()).getSeriesMap()).containsOnlyKeys("ats");
    assertThat(sweep.shared()).isEmpty();
    assertThat(named(charts, COST).shared()).isPresent();
  }

  @Test
  void aLossThatNamesValidationHasItsOwn() {
    TrialResult result = SampleRun.ok("ats", "max", 0, 0.8, 0.8);
    assertThat(named(charts(List.of(trial(result, "0", 1))), "loss").shared()).isEmpty();
    assertThat(named(charts(List.of(trial(result, "0", 2))), "loss").shared()).isPresent();
  }

  @Test
  void aVariantThatFailedIsNotInIt() {
    TrialResult failed = SampleRun.failed("whole-image", "max", 0, "out of memory");
    Trial well = trial(SampleRun.ok("ats", "max", 0, 0.8, 0.8), "0", 2);
    List<NamedChart> charts = charts(List.of(well, SampleRun.trial(failed)));
    assertThat(named(charts, COST).shared().orElseThrow().styles()).containsOnlyKeys("ats");
  }

  /** Without its legend a chart is lower; its file is as before. */
  @Test
  void besideTheSharedOneAChartHasNone() throws IOException {
    NamedChart chart = named(charts(onTwoTasks()), "loss-max");
    String file = chart.svg();
    assertThat(file).contains("height=\"" + chart.chart().getHeight());
    String beside = chart.svgBesideLegend();
    assertThat(beside).contains("height=\"" + Plot.HEIGHT).hasSizeLessThan(file.length());
    assertThat(chart.chart().getHeight()).isGreaterThan(Plot.HEIGHT);
    assertThat(chart.svg()).isEqualTo(file);
  }
}
