package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.PluginJar;
import io.ats.experiments.faults.Faulty;
import io.ats.experiments.faults.FaultyModule;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.results.TuningCsv;
import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.run.AtsProcess;
import io.ats.experiments.stripes.StripesModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ats tune} on a suite whose best rate of learning is known; every trial is a process. */
class TuneTest {

  private static final String SUITE =
      """
      suite: planted
      about: for tests
      base:
        dataset: {name: stripes, side: 32, train: 64, test: 32}
        selector: {name: whole-image}
        encoder: {name: linear}
        aggregator: {name: mean}
        training: {epochs: 4, batch-size: 8}
      grid: {seed: [0, 1]}
      search:
        budget: {configurations: 8, rungs: 2, reduction: 2, seeds: [50]}
        training: {learning-rate: [1e-9, 2e-9, 3e-9, 3e-3]}
      launcher: {threads: 1}
      """;

  @TempDir Path folder;

  private Path jar;
  private Path suite;

  @BeforeEach
  void write() throws IOException {
    jar = PluginJar.write(folder.resolve("stripes.jar"), StripesModule.class);
    suite = Files.writeString(folder.resolve("planted.yaml"), SUITE);
  }

  private List<String> arguments(String command, Path suite, String name, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--plugin",
                jar.toString(),
                command,
                suite.toString(),
                "--out",
                folder.resolve(name).toString(),
                "--workers",
                "2"));
    all.addAll(List.of(more));
    return all;
  }

  private Console tune(String name, String... more) {
    return Console.run(arguments("tune", suite, name, more).toArray(String[]::new));
  }

  private Console train(Path suite, String name, String... more) {
    return Console.run(arguments("run", suite, name, more).toArray(String[]::new));
  }

  private String tuned(String name) throws IOException {
    return Files.readString(new RunFolder(folder.resolve(name)).tuned());
  }

  @Test
  void findsThePlantedRateWithoutTheTestSplit() throws Exception {
    Console console = tune("a", "--set", "dataset.test-split=unreadable");
    assertThat(console.status()).as(console.err()).isZero();
    assertThat(console.out())
        .contains("Rung 0: all configurations, 0.500 of the longest training")
        .contains("Rung 1, the last: the best of each row, trained longest")
        .doesNotContain("may be luck")
        .contains("training.learning-rate=3e-3");
    RunFolder run = new RunFolder(folder.resolve("a"));
    // Of eight draws from four values three are different; all three go on.
    assertThat(tuned("a"))
        .contains(
            "learning-rate: 3e-3", "seed: [0, 1]", "tuning-trials: 6", "6 trials of 18 epochs");
    List<TuningTrial> trials = TuningCsv.read(run.tuning());
    assertThat(trials).hasSize(8 + 4);
    assertThat(run.report().resolve("index.html")).isNotEmptyFile();
    assertThat(run.report().resolve("charts/expected-best.svg")).isNotEmptyFile();
    for (TrialFolder trial : run.allTrials()) {
      TrialResult result = TrialEnd.read(trial).orElseThrow();
      assertThat(result.ok()).isTrue();
      assertThat(result.value(Metric.TEST_ACCURACY)).isNaN();
      assertThat(result.value(Metric.VALIDATION_ACCURACY)).isBetween(0.0, 1.0);
      assertThat(trial.predictions()).doesNotExist();
      assertThat(Files.readString(trial.metrics())).doesNotContain(",test,");
    }
    assertThat(Files.readString(run.report().resolve("index.html"))).doesNotContain("not ended");
    // Nor does the same command once more, which finds all done.
    Console again = tune("a", "--set", "dataset.test-split=unreadable");
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).doesNotContain("test split was read");
    // The same dataset, tested: it is the search that does not read it.
    Console tested =
        train(suite, "tested", "--only", "seed=0", "--set", "dataset.test-split=unreadable");
    assertThat(tested.out()).contains("the test split was read");

    Console relabelled = tune("b", "--set", "dataset.test-split=relabelled");
    assertThat(relabelled.status()).as(relabelled.err()).isZero();
    assertThat(tuned("b").replace("relabelled", "unreadable")).isEqualTo(tuned("a"));

    // What came out runs, with the seeds of the suite.
    Console claim = train(new RunFolder(folder.resolve("b")).tuned(), "claim");
    assertThat(claim.status()).as(claim.err()).isZero();
    assertThat(claim.out()).contains("planted@lite-tuned: 2 trials");
  }

  @Test
  void saysWhereNothingLeftChance() throws Exception {
    Files.writeString(
        suite,
        SUITE
            .replace("configurations: 8", "configurations: 4")
            .replace("[1e-9, 2e-9, 3e-9, 3e-3]", "{from: 1e-9, to: 9e-9}"));
    Console console = tune("a");
    assertThat(console.status()).as(console.err()).isZero();
    assertThat(console.out())
        .contains("Rung 0: in 1 of 1 rows no configuration did", "went on may be luck")
        .contains("Rung 1: in 1 of 1 rows no configuration did", "What was chosen for them may");
    RunFolder run = new RunFolder(folder.resolve("a"));
    assertThat(Files.readString(run.report().resolve("index.html")))
        .contains("Rung 0: in 1 of 1 rows no configuration did");
    assertThat(TuningCsv.read(run.tuning()))
        .allSatisfy(trial -> assertThat(trial.validation().images()).isPositive())
        .allSatisfy(trial -> assertThat(trial.validation().majorityShare()).isBetween(0.1, 0.9));
  }

  /** With everything that a trial does with test images: maps, pictures, deletion. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: ats, patches: 2, patch-size: 16}",
        "{name: perturbed-topk, patches: 2, patch-size: 16, samples: 4}",
        "{name: saccade, patches: 2, patch-size: 16, network: {features: 8, state: 8, channels: 4}}",
      })
  void noSelectorsTuningReadsTheTestSplit(String selector) throws Exception {
    Files.writeString(
        suite,
        SUITE
            .replace("{name: whole-image}", selector)
            .replace("epochs: 4", "pictures: 2, picture-every: 1, deletion: true, epochs: 2")
            .replace("train: 64, test: 32", "train: 16, test: 8")
            .replace("configurations: 8, rungs: 2", "configurations: 2, rungs: 1"));
    Console console = tune("a", "--set", "dataset.test-split=unreadable");
    assertThat(console.status()).as(console.err()).isZero();
    List<TrialFolder> tuned = new RunFolder(folder.resolve("a")).allTrials();
    assertThat(tuned).isNotEmpty();
    for (TrialFolder trial : tuned) {
      assertThat(TrialEnd.read(trial).orElseThrow().ok()).isTrue();
      assertThat(trial.pictures()).doesNotExist();
      assertThat(Files.readString(trial.log())).doesNotContain("test split");
    }

    // Tested, the same row has all of them.
    Console tested = train(suite, "tested", "--only", "seed=0");
    assertThat(tested.status()).as(tested.err()).isZero();
    TrialFolder trial = new RunFolder(folder.resolve("tested")).allTrials().get(0);
    assertThat(TrialEnd.read(trial).orElseThrow().value(Metric.DELETION_ALL)).isBetween(0.0, 1.0);
    assertThat(trial.pictures().resolve("test-001.png")).isNotEmptyFile();
    if (!selector.contains("saccade")) {
      assertThat(trial.attention(1)).isNotEmptyFile();
    }
    assertThat(Files.exists(trial.blends(1))).isEqualTo(selector.contains("perturbed"));
  }

  @Test
  void aConfigurationWhoseProcessFailsCountsAndIsNotChosen() throws Exception {
    Path faulty = PluginJar.write(folder.resolve("faulty.jar"), FaultyModule.class);
    Files.writeString(
        suite,
        SUITE
            .replace("{name: whole-image}", "{name: faulty, patches: 2, patch-size: 16}")
            .replace("epochs: 4", "epochs: 1")
            .replace("configurations: 8, rungs: 2", "configurations: 4, rungs: 1")
            .replaceFirst(
                "training: .learning-rate.*", "selector: {faulty: {fault: [nan, none]}}"));
    Console console = tune("a", "--plugin", faulty.toString());
    assertThat(console.status()).as(console.err()).isZero();
    assertThat(console.out()).contains("faulty: selector.fault=none (validation accuracy");
    RunFolder run = new RunFolder(folder.resolve("a"));
    assertThat(tuned("a")).contains("fault: none", "of 4 configurations");
    List<TuningTrial> trials = TuningCsv.read(run.tuning());
    assertThat(trials).hasSize(4);
    assertThat(trials).anyMatch(trial -> trial.values().endsWith("nan"));
    for (TuningTrial trial : trials) {
      boolean failed = trial.values().endsWith("nan");
      assertThat(Double.isNaN(trial.accuracy())).isEqualTo(failed);
      TrialResult result = TrialEnd.read(run.trial(trial.trial())).orElseThrow();
      assertThat(result.ok()).isEqualTo(!failed);
      if (failed) {
        assertThat(result.outcome().reason()).contains("loss is NaN");
        assertThat(Files.readString(run.trial(trial.trial()).log()))
            .as("what a plugin prints")
            .contains("out: " + Faulty.SAID);
      }
    }
    assertThat(Files.readString(run.report().resolve("index.html"))).contains(">failed<");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void killedThreeTimesItChoosesTheSame() throws Exception {
    assertThat(tune("whole").status()).isZero();
    Path output = folder.resolve("killed.txt");
    RunFolder run = new RunFolder(folder.resolve("killed"));
    for (int kill = 1; kill <= 3; kill++) {
      // Two workers may have ended a trial each before the last kill: only a new one counts.
      int before = results(run);
      AtsProcess launcher = AtsProcess.start(output, arguments("tune", suite, "killed"));
      while (launcher.alive() && results(run) == before) {
        Thread.sleep(5);
      }
      assertThat(launcher.alive()).as(Files.readString(output)).isTrue();
      launcher.signal("KILL", true);
      assertThat(launcher.end()).isEqualTo(137);
      assertThat(run.tuned()).doesNotExist();
    }
    assertThat(tune("killed").status()).isZero();
    assertThat(tuned("killed")).isEqualTo(tuned("whole"));
    assertThat(Files.readString(run.tuning()))
        .isEqualTo(Files.readString(new RunFolder(folder.resolve("whole")).tuning()));
  }

  private static int results(RunFolder run) throws IOException {
    int results = 0;
    for (TrialFolder trial : run.allTrials()) {
      results += Files.exists(trial.result()) ? 1 : 0;
    }
    return results;
  }
}
