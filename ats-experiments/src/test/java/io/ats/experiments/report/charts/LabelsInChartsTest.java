package io.ats.experiments.report.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.Warnings;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelsInChartsTest {

  static List<Arguments> pairs() {
    return List.of(
        Arguments.of("", "plain", 2),
        Arguments.of("four patches\n\n(ours)", "plain", 2),
        Arguments.of("narrow", "narrow band", 2),
        Arguments.of("a", "a line", 30),
        Arguments.of("a", "a, validation", 1),
        Arguments.of("a", "a, validation", 30),
        Arguments.of("a".repeat(20_000), "b", 2),
        Arguments.of("\u202e", "\u0007", 2));
  }

  private static Trial trial(String label, String selector, String suite, long seed, int epochs) {
    TrialResult made = SampleRun.ok(selector, "max", seed, 0.8, 0.8);
    TrialResult result = made.named(suite, "lite", label);
    return new Trial(
        new TrialFolder(Path.of("t")),
        result,
        SampleRun.trial(made).options(),
        SampleRun.metrics(made, epochs),
        List.of(),
        List.of(),
        Map.of(),
        MissingNode.getInstance());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anyLabelsCanBeDrawn(String a, String b, int epochs) throws IOException {
    List<Trial> trials = new ArrayList<>();
    for (long seed : new long[] {0, 1}) {
      trials.add(trial(a, "ats", "s", seed, epochs));
      trials.add(trial(b, "ips", "s", seed, epochs));
    }
    Warnings warnings = new Warnings();
    List<NamedChart> charts = Charts.of(new RunData(trials, Map.of(), Map.of()), warnings);
    assertThat(warnings.all()).isEmpty();
    assertThat(charts).hasSize(11);
    for (NamedChart chart : charts) {
      assertThat(chart.svg()).contains("<svg");
      assertThat(chart.chart().getWidth()).isLessThan(1000);
      assertThat(chart.chart().getHeight()).isLessThan(1000);
    }
  }

  @Test
  void chartsOfNamesThatNoFileHasDoNotShareAFile() {
    List<Trial> trials = new ArrayList<>();
    for (String suite : List.of("a b", "a-b", "数据", "模型", "s".repeat(300), "s".repeat(301))) {
      trials.add(trial("ats", "ats", suite, 0, 2));
    }
    List<NamedChart> charts = Charts.of(new RunData(trials, Map.of(), Map.of()), new Warnings());
    assertThat(charts).extracting(NamedChart::name).doesNotHaveDuplicates();
    assertThat(charts)
        .extracting(NamedChart::name)
        .allMatch(name -> name.matches("[a-z0-9-]{1,110}") && !name.endsWith("-"));
  }
}
