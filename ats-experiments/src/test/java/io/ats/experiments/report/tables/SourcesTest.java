package io.ats.experiments.report.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ats.core.data.Split;
import io.ats.experiments.report.Published;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.Suites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Table;

class SourcesTest {

  private static Trial trial(
      String preset, String variant, String task, double accuracy, Map<String, Metrics> parts) {
    return trial(result(preset, SampleRun.ok(variant, task, 0, accuracy, accuracy)), parts);
  }

  private static Trial trial(TrialResult result, Map<String, Metrics> parts) {
    MetricsRow row = new MetricsRow(12, Split.TEST, 1, Metrics.NONE, parts);
    return new Trial(
        new TrialFolder(Path.of("none")),
        result,
        SampleRun.trial(result).options(),
        List.of(row),
        List.of(),
        List.of(),
        Map.of(),
        MissingNode.getInstance());
  }

  private static TrialResult result(String preset, TrialResult r) {
    TrialResult.Key key = r.key();
    return new TrialResult(
        new TrialResult.Key(
            "megapixel-mnist",
            preset,
            key.trial(),
            key.variant(),
            key.dataset(),
            key.task(),
            key.selector(),
            key.aggregator(),
            key.encoder(),
            key.seed()),
        r.size(),
        r.cost(),
        r.metrics(),
        r.outcome());
  }

  /** A suite whose paper preset is configured as the samples are. */
  private static List<Published.Row> published(String suite, String preset) {
    return Stream.of("ats", "ips")
        .flatMap(
            selector ->
                Stream.of("majority", "joint")
                    .map(task -> SampleRun.trial(SampleRun.ok(selector, task, 0, 0, 0))))
        .map(
            t ->
                new Published.Row(
                    t.result().key().variant(),
                    t.result().key().selector(),
                    t.result().key().task(),
                    t.settings()))
        .toList();
  }

  /** Numbers of which most can be compared at preset paper. */
  private static final String NUMBERS =
      """
      row,task,metric,value,uncertainty,unit,source,place,preset,images,note
      ats,majority,test error,about 20,,%,"Katharopoulos & Fleuret, ICML 2019",a plot,paper,real MNIST,at chance until about epoch 210
      ips,joint,test accuracy of majority,99.1,0.2,%,Bergner,,paper,real MNIST,the source trained 150 epochs
      ips,joint,test accuracy of max,93.7,,%,Bergner,,paper,real MNIST,
      """;

  private static List<SourceNumber> numbers(String suite) {
    try {
      return suite.equals("megapixel-mnist")
          ? SourceNumber.parse("numbers.csv", NUMBERS)
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Table sources(List<Trial> trials) {
    return SourceTable.of(trials, SourcesTest::published, SourcesTest::numbers);
  }

  /** The sources' numbers of the benchmark. */
  private static final Set<String> WITHOUT_A_SUITE = Set.of("inference-speed");

  /** So that none is lost again with the suite that it belongs to. */
  @ParameterizedTest
  @CsvSource({
    "lymphoma,12",
    "colon-cancer,5",
    "cub-200,16",
    "mit-adobe-5k,2",
    "inference-speed,5",
    "large-mnist,8",
    "two-digit-mnist,16",
    "localised-transformer,2",
    "marines,3",
    "billiards,10",
    "traffic-signs,13",
    "speed-limits,2"
  })
  void noneOfTheSourcesNumbersIsMissing(String file, int count) {
    assertThat(SourceNumber.of(file)).hasSize(count);
  }

  @Test
  void everyFileCanBeReadAndBelongsToASuite() throws IOException, URISyntaxException {
    Set<String> named = new TreeSet<>(Suites.builtIn().keySet());
    named.addAll(WITHOUT_A_SUITE);
    Path folder = Path.of(SourcesTest.class.getResource("/io/ats/experiments/sources").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<String> suites = files.map(f -> f.getFileName().toString().replace(".csv", "")).toList();
      assertThat(suites)
          .contains("megapixel-mnist", "traffic-signs", "billiards")
          .isSubsetOf(named);
      assertThat(suites).allSatisfy(suite -> assertThat(SourceNumber.of(suite)).isNotEmpty());
    }
  }

  @Test
  void standsBesideOursWhereThePresetIsTheSources() {
    Table table =
        sources(
            List.of(
                trial("paper", "ats", "majority", 0.81, Map.of()),
                trial("paper", "ips", "majority", 0.97, Map.of()),
                trial(
                    "paper",
                    "ips",
                    "joint",
                    0.9,
                    Map.of("majority", Metrics.NONE.with(Metric.ACCURACY, 0.98)))));
    assertThat(TableWriter.cells(table).subList(0, 3))
        .containsExactly(
            List.of(
                "ats",
                "majority",
                "test error (%)",
                "about 20",
                "19.0 (1)",
                "yes, but: at chance until about epoch 210",
                "Katharopoulos & Fleuret, ICML 2019, a plot"),
            List.of(
                "ips",
                "joint",
                "test accuracy of majority (%)",
                "99.1 ± 0.2",
                "98.0 (1)",
                "yes, but: the source trained 150 epochs",
                "Bergner"),
            List.of(
                "ips",
                "joint",
                "test accuracy of max (%)",
                "93.7",
                "–",
                "no: not measured here",
                "Bergner"));
    Table alone = sources(List.of(trial("paper", "ips", "majority", 0.97, Map.of())));
    assertThat(alone.stringColumn("comparable").asList())
        .containsOnly("no: the row has no result here");
  }

  @Test
  void saysWhyNothingIsComparable() {
    Table lite = sources(List.of(trial("lite", "ats", "majority", 0.81, Map.of())));
    assertThat(lite.stringColumn("comparable").asList())
        .hasSize(3)
        .containsOnly("no: preset paper has the source's setting, this is lite");
    assertThat(lite.stringColumn("ours").asList()).containsOnly("–");
    assertThat(sources(List.of(trial(SampleRun.ok("ats", "max", 0, 0.5, 0.5), Map.of()))).isEmpty())
        .as("no source has a number of the quick suite")
        .isTrue();
    assertThat(SourceNumber.of("../secret")).isEmpty();
  }

  @Test
  void refusesALineWithoutItsReason() {
    String header = "row,task,metric,value,uncertainty,unit,source,place,preset,images,note\n";
    assertThatThrownBy(() -> SourceNumber.parse("a.csv", header + "ats,,accuracy,1,,%,x,,,,\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a source's number needs a comparable preset, or a note that says why there is"
                + " none: ats, accuracy");
    assertThatThrownBy(() -> SourceNumber.parse("a.csv", header + "ats\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("a.csv:2: expected 11 cells, got 1");
    assertThatThrownBy(() -> SourceNumber.parse("a.csv", "row\n"))
        .hasMessageStartingWith("a.csv:1: expected the columns row,task,");
  }
}
