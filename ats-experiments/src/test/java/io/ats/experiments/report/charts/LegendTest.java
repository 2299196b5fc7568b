package io.ats.experiments.report.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.picture.Palette;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class LegendTest {

  private static List<NamedChart> charts() {
    List<Trial> trials = new ArrayList<>();
    for (String variant : List.of("ats", "ips", "uniform")) {
      for (String task : List.of("max", "top")) {
        for (long seed : new long[] {0, 1}) {
          TrialResult result =
              SampleRun.ok(variant, task, seed, 0.8 - variant.length() / 10.0, 0.8);
          trials.add(SampleRun.trial(result));
        }
      }
    }
    Warnings warnings = new Warnings();
    List<NamedChart> charts = Charts.of(trials, warnings);
    assertThat(warnings.all()).isEmpty();
    return charts;
  }

  private static Optional<NamedChart> named(List<NamedChart> charts, String name) {
    return charts.stream().filter(chart -> chart.name().equals(name)).findFirst();
  }

  /** Every series of a chart that shares a legend is drawn as the legend says. */
  @Test
  void chartsOfTheVariantsShareOneForEachTask() {
    List<NamedChart> charts = charts();
    Set<Legend> legends = new HashSet<>();
    for (NamedChart chart : charts) {
      if (chart.shared().isEmpty()) {
        continue;
      }
      Legend legend = chart.shared().get();
      legends.add(legend);
      assertThat(legend.styles()).isEqualTo(Map.of("ats", 0, "ips", 1, "uniform", 2));
      for (XYSeries series : ((XYChart) chart.chart()).getSeriesMap().values()) {
        if (series.isShowInLegend() && !series.getName().equals(CostCharts.FRONT)) {
          int style = legend.styles().get(series.getLabel());
          assertThat(series.getMarkerColor()).isEqualTo(Palette.color(style));
          assertThat(series.getMarker()).isEqualTo(Palette.marker(style));
        }
      }
    }
    assertThat(legends).extracting(Legend::title).containsExactlyInAnyOrder("max", "top");
    assertThat(named(charts, "accuracy-against-training-time-max").orElseThrow().shared())
        .isPresent();
  }

  @Test
  void aChartThatNamesOtherThingsHasItsOwn() {
    assertThat(charts())
        .filteredOn(chart -> chart.name().startsWith("accuracy-over-seeds"))
        .isNotEmpty()
        .allMatch(chart -> chart.shared().isEmpty());
  }

  /** Without its legend a chart is lower; its file is as before. */
  @Test
  void besideTheSharedOneAChartHasNone() throws IOException {
    NamedChart chart =
        charts().stream().filter(each -> each.shared().isPresent()).findFirst().orElseThrow();
    String file = chart.svg();
    assertThat(file).contains("height=\"" + chart.chart().getHeight());
    String beside = chart.svgBesideLegend();
    assertThat(beside).contains("height=\"" + Plot.HEIGHT).hasSizeLessThan(file.length());
    assertThat(chart.chart().getHeight()).isGreaterThan(Plot.HEIGHT);
    assertThat(chart.svg()).isEqualTo(file);
  }
}
