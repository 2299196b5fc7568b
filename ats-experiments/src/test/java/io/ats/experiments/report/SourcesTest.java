package io.ats.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class SourcesTest {

  private static TrialResult trial(String preset, String variant, double accuracy) {
    TrialResult r = SampleRun.ok(variant, "majority", 0, accuracy, accuracy);
    return new TrialResult(
        "megapixel-mnist",
        r.trial(),
        r.selector(),
        r.dataset(),
        r.aggregator(),
        r.encoder(),
        r.seed(),
        r.status(),
        r.epochs(),
        r.trainLoss(),
        r.trainAccuracy(),
        r.testAccuracy(),
        r.bestTestAccuracy(),
        r.trainSeconds(),
        r.inferenceMsPerImage(),
        r.peakMemoryMb(),
        r.parameters(),
        r.patches(),
        r.patchSize(),
        r.imageHeight(),
        r.imageWidth(),
        r.task(),
        r.variant(),
        r.bestEpoch(),
        r.attentionEntropy(),
        r.attentionOnObjects(),
        r.testImages(),
        r.majorityShare(),
        r.origin(),
        preset,
        "");
  }

  @Test
  void everyFileCanBeRead() throws IOException, URISyntaxException {
    Path folder = Path.of(SourcesTest.class.getResource("/io/ats/experiments/sources").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<String> suites = files.map(f -> f.getFileName().toString().replace(".csv", "")).toList();
      assertThat(suites).contains("megapixel-mnist", "traffic-signs", "billiards");
      assertThat(suites).allSatisfy(suite -> assertThat(SourceNumber.of(suite)).isNotEmpty());
    }
  }

  @Test
  void standsBesideOursWhereThePresetIsTheSources() {
    Table table = SourceTable.of(List.of(trial("paper", "ats", 0.81), trial("paper", "ips", 0.98)));
    assertThat(TableWriter.cells(table).subList(0, 3))
        .containsExactly(
            List.of(
                "ats",
                "majority",
                "test error (%)",
                "about 20",
                "19.0",
                "yes, but: at chance until about epoch 210 in the source",
                "Katharopoulos & Fleuret, ICML 2019, reference implementation's plot, 500 epochs"),
            List.of(
                "ips",
                "majority",
                "test accuracy (%)",
                "99.1",
                "98.0",
                "yes, but: the source trained 150 epochs, all four tasks together (our task joint: table parts)",
                "IPS re-runs (Bergner et al., ICLR 2023)"),
            List.of(
                "ips",
                "max",
                "test accuracy (%)",
                "93.7",
                "–",
                "no: the row has no result here",
                "IPS re-runs (Bergner et al., ICLR 2023)"));
  }

  @Test
  void saysWhyNothingIsComparable() {
    Table lite = SourceTable.of(List.of(trial("lite", "ats", 0.81)));
    assertThat(lite.stringColumn("comparable").asList())
        .hasSize(5)
        .containsOnly("no: preset paper has the source's setting, this is lite");
    assertThat(lite.stringColumn("ours").asList()).containsOnly("–");
    assertThat(SourceTable.of(List.of(SampleRun.ok("ats", "max", 0, 0.5, 0.5))).isEmpty())
        .as("no source has a number of the quick suite")
        .isTrue();
    assertThat(SourceNumber.of("../secret")).isEmpty();
  }

  @Test
  void refusesALineWithoutItsReason() {
    String header = "row,task,metric,value,unit,source,preset,images,note\n";
    assertThatThrownBy(() -> SourceNumber.parse("a.csv", header + "ats,,accuracy,1,%,x,,,\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a source's number needs a comparable preset, or a note why there is none: ats,"
                + " accuracy");
    assertThatThrownBy(() -> SourceNumber.parse("a.csv", header + "ats\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("a.csv:2: expected 9 cells, got 1");
    assertThatThrownBy(() -> SourceNumber.parse("a.csv", "row\n"))
        .hasMessageStartingWith("a.csv:1: expected the columns row,task,");
  }
}
