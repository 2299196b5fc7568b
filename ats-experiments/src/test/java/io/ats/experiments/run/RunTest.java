package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.data.Split;
import io.ats.experiments.Console;
import io.ats.experiments.report.RunResults;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.Npy;
import io.ats.experiments.results.Predictions;
import io.ats.experiments.results.PredictionsCsv;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of tiny suites: every trial is a real process. */
class RunTest {

  @TempDir Path folder;

  private static final String SUITE =
      """
      suite: tiny
      about: for tests
      source: ours
      base:
        dataset: {name: megapixel-mnist, height: 112, width: 112, train: 48, validation: 16, test: 16, noise: 2, view-scale: 0.25}
        encoder: {name: resnet18, width: 0.0625}
        aggregator: {name: mean}
        training: {epochs: 4, batch-size: 8, pictures: 1}
      launcher: {threads: 1} # two that wait for each other are slow on a busy machine
      rows:
        - selector: {name: ats, patches: 3, patch-size: 32}
        - selector: {name: uniform, patches: 3, patch-size: 32}
      """;

  private Console run(String name, String... more) throws IOException {
    Path suite = folder.resolve("tiny.yaml");
    Files.writeString(suite, SUITE);
    Stream<String> first =
        Stream.of("run", suite.toString(), "--out", folder.resolve(name).toString());
    return Console.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  /** Returns all figures of a run that are not times or sizes. */
  private List<String> figures(String name) throws IOException {
    RunFolder run = new RunFolder(folder.resolve(name));
    List<String> all = new java.util.ArrayList<>();
    for (TrialResult result : RunResults.of(run.root())) {
      all.add(
          String.join(
              " ", result.key().trial(), result.outcome().status(), result.metrics().toString()));
      for (MetricsRow row : MetricsCsv.read(run.trial(result.key().trial()).metrics())) {
        all.add(row.epoch() + row.splitName() + row.byColumn());
      }
    }
    return all;
  }

  @Test
  void aRunLeavesTheRunFolderAndRepeatsNothing() throws IOException {
    Console first = run("a");
    assertThat(first.err()).doesNotContain("ats:");
    assertThat(first.status()).isZero();
    assertThat(first.out()).contains("ats", "uniform", "Report: ");
    RunFolder run = new RunFolder(folder.resolve("a"));
    List<TrialResult> results = RunResults.of(run.root());
    assertThat(results)
        .extracting(result -> result.key().selector())
        .containsExactly("ats", "uniform");
    assertThat(results).allMatch(TrialResult::ok);
    assertThat(results)
        .allMatch(
            result ->
                result.size().parameters() > 1000 && result.value(Metric.PEAK_MEMORY_MB) > 50);
    assertThat(run.suite()).exists();
    assertThat(run.report().resolve("index.html")).isNotEmptyFile();
    assertThat(run.report().resolve("tables/comparison.csv")).isNotEmptyFile();
    assertThat(run.report().resolve("tables/comparison.md")).isNotEmptyFile();
    assertThat(run.report().resolve("tables/comparison.tex")).isNotEmptyFile();
    try (Stream<Path> charts = Files.list(run.report().resolve("charts"))) {
      assertThat(charts.map(path -> path.toString().replaceAll(".*\\.", "")))
          .contains("png", "svg");
    }
    for (TrialResult result : results) {
      Predictions predictions = PredictionsCsv.read(run.trial(result.key().trial()).predictions());
      assertThat(predictions.images()).hasSize(16).startsWith("test-000000");
      assertThat(predictions.accuracy()).isEqualTo(result.value(Metric.TEST_ACCURACY));
      assertThat(result.value(Metric.BALANCED_ACCURACY)).isBetween(0.0, 1.0);
    }
    TrialFolder trial = run.trial(results.get(0).key().trial());
    assertThat(trial.config()).exists();
    assertThat(trial.result()).exists();
    assertThat(Files.readString(trial.provenance()))
        .contains("data_checksum", "PyTorch 2.7.1", "0.35.1", "initialisation");
    assertThat(trial.pictures().resolve("test-000.png")).isNotEmptyFile();
    String before = Files.readString(trial.provenance());

    Console second = run("a");
    assertThat(second.status()).isZero();
    assertThat(second.out()).contains("done before");
    assertThat(Files.readString(trial.provenance())).isEqualTo(before);

    Console report = Console.run("report", run.root().toString(), "--out", folder + "/again");
    assertThat(report.status()).isZero();
    assertThat(folder.resolve("again/index.html")).isNotEmptyFile();
  }

  @Test
  void sameSeedSameNumbersOtherSeedOthers() throws IOException {
    run("a", "--only", "selector=ats");
    run("b", "--only", "selector=ats");
    run("c", "--only", "selector=ats", "--set", "seed=1");
    assertThat(figures("a")).isEqualTo(figures("b")).hasSize(1 + 4 * 2 + 1);
    assertThat(figures("a")).doesNotContainAnyElementsOf(figures("c"));
    run("d", "--only", "selector=ats", "--set", "training.picture-every=3");
    assertThat(figures("d").subList(1, 10))
        .as("keeping score maps changes no number")
        .isEqualTo(figures("a").subList(1, 10));
    TrialFolder kept = new RunFolder(folder.resolve("d")).allTrials().get(0);
    assertThat(kept.attentionEpochs()).containsExactly(3, 4);
    float[][][] maps = Npy.read(kept.attention(4));
    assertThat(maps.length).as("one picture").isEqualTo(1);
    double mass = 0;
    for (float[] row : maps[0]) {
      for (float value : row) {
        mass += value;
      }
    }
    assertThat(mass).isCloseTo(1, within(1e-4));
    assertThat(new RunFolder(folder.resolve("a")).allTrials().get(0).attentionEpochs())
        .containsExactly(4);
  }

  /** Kills a trial's process with SIGKILL at several moments and goes on from what it left. */
  @Test
  void aKilledTrialGoesOnToTheSameNumbers() throws Exception {
    run("whole", "--only", "selector=ats", "--set", "training.epochs=6");
    String id = RunResults.of(folder.resolve("whole")).get(0).key().trial();
    TrialFolder whole = new RunFolder(folder.resolve("whole")).trial(id);
    TrialFolder killed = new RunFolder(folder.resolve("killed")).trial(id);
    Files.createDirectories(killed.root());
    Files.copy(whole.config(), killed.config());
    Files.copy(whole.label(), killed.label());
    int kills = 0;
    for (int epoch : new int[] {1, 3, 4}) {
      Process process = new TrialProcess(List.of(), 1).start(killed.root(), killed.log());
      while (process.isAlive() && epochs(killed) < epoch) {
        Thread.sleep(5);
      }
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      kills += process.exitValue() == 137 ? 1 : 0;
      assertThat(killed.result()).doesNotExist();
    }
    assertThat(kills).isEqualTo(3);
    assertThat(epochs(killed)).isBetween(4, 5);
    Console rest = run("killed", "--only", "selector=ats", "--set", "training.epochs=6");
    assertThat(rest.status()).isZero();
    assertThat(Files.readString(killed.provenance()))
        .containsPattern("resumed_after_epoch\" : [45]");
    assertThat(figures("killed")).isEqualTo(figures("whole"));
  }

  private static int epochs(TrialFolder trial) throws IOException {
    return Files.exists(trial.metrics())
        ? (int)
            MetricsCsv.read(trial.metrics()).stream()
                .filter(row -> row.split() == Split.TRAIN)
                .count()
        : 0;
  }

  @Test
  void aDivergedTrialIsAFailedRowAndTheOthersGoOn() throws IOException {
    Console console =
        run(
            "a",
            "--set",
            "training.optimizer=sgd",
            "--set",
            "training.learning-rate=1e30",
            "--set",
            "training.clip-norm=0");
    assertThat(console.status()).isEqualTo(1);
    List<TrialResult> results = RunResults.of(folder.resolve("a"));
    assertThat(results).hasSize(2).allMatch(result -> result.outcome().status().equals("failed"));
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(result.outcome().reason())
                    .contains("at epoch", "diverged", "training.learning-rate"));
    assertThat(console.out()).contains("diverged");
  }

  @Test
  void aTruncatedMnistFileFailsTheTrialByName() throws IOException {
    Path mnist = Files.createDirectories(folder.resolve("mnist"));
    for (String name :
        List.of(
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz")) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(mnist.resolve(name)))) {
        out.write(new byte[] {0, 0, 8, 3, 0, 0});
      }
    }
    Console console = run("a", "--only", "selector=uniform", "--set", "dataset.mnist=" + mnist);
    assertThat(console.status()).isEqualTo(1);
    TrialResult failed = RunResults.of(folder.resolve("a")).get(0);
    assertThat(failed.outcome().status()).isEqualTo("failed");
    assertThat(failed.outcome().reason()).contains("train-images-idx3-ubyte.gz");
  }

  @Test
  void aCrashedProcessIsAFailedRowWithItsSignal() throws Exception {
    Path suite = folder.resolve("tiny.yaml");
    Files.writeString(suite, SUITE);
    Path out = folder.resolve("a");
    Thread killer =
        new Thread(
            () -> {
              // Whatever child of this process runs a trial.
              for (int i = 0; i < 3000; i++) {
                boolean done =
                    ProcessHandle.current()
                            .descendants()
                            .filter(
                                child ->
                                    child.info().commandLine().orElse("").contains(out.toString()))
                            .filter(ProcessHandle::destroyForcibly)
                            .count()
                        > 0;
                if (done) {
                  return;
                }
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
              }
            });
    killer.start();
    Console console =
        Console.run("run", suite.toString(), "--out", out.toString(), "--workers", "1");
    killer.join();
    assertThat(console.status()).isEqualTo(1);
    List<TrialResult> results = RunResults.of(out);
    assertThat(results)
        .extracting(result -> result.outcome().status())
        .containsExactly("failed", "ok");
    assertThat(results.get(0).outcome().reason()).contains("signal 9", "SIGKILL", "log.txt");
    // Run again: what failed is tried again, and ends well.
    Console again = Console.run("run", suite.toString(), "--out", out.toString());
    assertThat(again.status()).isZero();
    assertThat(RunResults.of(out)).allMatch(TrialResult::ok);
  }
}
