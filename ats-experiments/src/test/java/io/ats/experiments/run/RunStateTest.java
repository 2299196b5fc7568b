package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.core.data.Split;
import io.ats.experiments.Console;
import io.ats.experiments.cli.Main;
import io.ats.experiments.results.Checksums;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.trial.TrialLock;
import io.ats.experiments.tune.SearchPlan;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ats watch} says of a run whose files are made here. */
class RunStateTest {

  private static final String SUITE =
      """
      suite: tiny
      base:
        dataset: {name: megapixel-mnist, height: 112, width: 112, train: 24, validation: 8, test: 8}
        encoder: {name: lenet}
        aggregator: {name: mean}
        training: {epochs: 20}
      rows:
        - selector: {name: uniform, patches: 3, patch-size: 32}
      grid: {seed: [0, 1, 2, 3]}
      """;

  @TempDir Path folder;

  private RunFolder run;
  private List<PlannedTrial> trials;

  @BeforeEach
  void write() throws IOException {
    run = new RunFolder(folder);
    write(SUITE);
  }

  private void write(String yaml) throws IOException {
    SuiteConfig suite = SuiteConfig.of(ConfigNode.parse(yaml, "tiny.yaml"));
    trials =
        Main.injector(List.of())
            .getInstance(SuiteExpansion.class)
            .expand(suite, suite.preset(), List.of(), List.of());
    Checksums.writeSealed(run.suite(), ResolvedSuite.of(suite, "lite", trials).yaml());
  }

  /** Writes the metrics of some epochs, of 4 s each and 1 s of validation. */
  private TrialFolder epochs(int trial, int epochs) throws IOException {
    TrialFolder own = run.trial(trials.get(trial).id());
    Files.createDirectories(own.root());
    Files.writeString(own.lock(), "");
    List<MetricsRow> rows = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Metrics metrics =
          Metrics.NONE.with(Metric.LOSS, 2.0 / epoch).with(Metric.ACCURACY, epoch / 100.0);
      rows.add(new MetricsRow(epoch, Split.TRAIN, 4, metrics, Map.of()));
      rows.add(new MetricsRow(epoch, Split.VALIDATION, 1, metrics, Map.of()));
    }
    MetricsCsv.write(own.metrics(), rows);
    return own;
  }

  private TrialFolder ended(int trial, TrialResult.Outcome outcome) throws IOException {
    TrialFolder own = epochs(trial, 20);
    TrialEnd.write(
        own,
        new TrialResult(
            new TrialResult.Key("", "", own.id(), "uniform", "", "", "uniform", "", "", trial),
            new TrialResult.Size(0, 0, "", 0, 0, 0),
            Metrics.NONE,
            Metrics.NONE,
            outcome));
    return own;
  }

  private List<String> watch() {
    Console console = Console.run("watch", folder.toString(), "--once");
    assertThat(console.status()).as(console.err()).isZero();
    return console.out().lines().toList();
  }

  @Test
  void saysWhatIsDoneRunsWaitsAndHowLongItTakes() throws IOException {
    assertThat(watch()).containsExactly("tiny@lite: 0 of 4 done, 4 waiting");
    ended(0, TrialResult.Outcome.ok(20, 20, ""));
    TrialFolder running = epochs(1, 10);
    TrialLock held = TrialLock.take(running, () -> {});
    List<String> lines = watch();
    assertThat(lines).hasSize(2);
    // 10 epochs of 5 s, and two trials of 20.
    assertThat(lines.get(0))
        .matches("tiny@lite: 1 of 4 done, 1 running, 2 waiting; about 4 min left");
    assertThat(lines.get(1))
        .matches(
            "  uniform seed 1: epoch 10/20, train loss 0\\.200, validation loss 0\\.200, validation accuracy 10\\.0 %, about \\d+ s"
                + " left");
    held.close();
    ended(2, TrialResult.Outcome.failed(20, "for the test"));
    assertThat(watch().get(0)).isEqualTo("tiny@lite: 1 of 4 done, 1 failed, 1 stopped, 1 waiting");
    assertThat(watch().get(1)).endsWith("(stopped)");
    assertThat(RunState.of(run).ended()).isFalse();
    ended(1, TrialResult.Outcome.ok(20, 20, ""));
    ended(3, TrialResult.Outcome.ok(20, 20, ""));
    assertThat(RunState.of(run).ended()).isTrue();
    // Ends by itself.
    assertThat(Console.run("watch", folder.toString()).out())
        .isEqualTo("tiny@lite: 3 of 4 done, 1 failed" + System.lineSeparator());
  }

  @Test
  void aSearchGoesOnBetweenItsRungs() throws IOException {
    write(SUITE.replace("selector:", "label: 'uniform, configuration 0 @0'\n    selector:"));
    SearchPlan plan =
        new SearchPlan(List.of(new SearchPlan.Rung(4, 0.25), new SearchPlan.Rung(2, 1)), false);
    plan.write(run.search());
    ended(0, TrialResult.Outcome.ok(20, 20, ""));
    TrialFolder running = epochs(1, 20);
    TrialLock held = TrialLock.take(running, () -> {});
    // Two of 100 s, and two of 400.
    assertThat(watch().get(0))
        .isEqualTo(
            "tiny@lite: 1 of 4 done, 1 running, 2 waiting, up to 2 in later rungs; about 17 min left");
    held.close();
    for (int trial = 1; trial < 4; trial++) {
      ended(trial, TrialResult.Outcome.ok(20, 20, ""));
    }
    assertThat(watch()).containsExactly("tiny@lite: 4 of 4 done, up to 2 in later rungs");
    assertThat(RunState.of(run).ended()).isFalse();
    plan.atEnd().write(run.search());
    assertThat(RunState.of(run).ended()).isTrue();
    assertThat(watch()).containsExactly("tiny@lite: 4 of 4 done");
  }

  /** What a trial is to have of epochs it says itself, where steps are given. */
  @Test
  void stepsHaveATotalOnceATrialHasBegun() throws IOException {
    write(SUITE.replace("epochs: 20", "epochs: 0, steps: 50"));
    TrialFolder running = epochs(0, 10);
    TrialLock held = TrialLock.take(running, () -> {});
    assertThat(watch().get(1)).startsWith("  uniform seed 0: epoch 10, ").doesNotContain("left");
    Json.write(running.provenance(), Map.of("epochs", 20));
    assertThat(watch().get(0)).endsWith("left");
    assertThat(watch().get(1)).contains("epoch 10/20, ").endsWith("s left");
    held.close();
  }

  @Test
  void aFolderThatIsNoRunIsSaid() {
    Console console = Console.run("watch", folder.resolve("nowhere").toString());
    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("is not a run folder: it has no suite.yaml");
  }
}
