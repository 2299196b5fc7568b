package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.PluginJar;
import io.ats.experiments.report.RunResults;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.stripes.StripesModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset, a scorer and an encoder of a plugin, beside what is built in. */
class PluginTest {

  private static final String SUITE =
      """
      suite: stripes
      base:
        dataset: {name: stripes}
        encoder: {name: linear}
        aggregator: {name: mean}
        training: {epochs: 5, batch-size: 20, learning-rate: 1e-2, pictures: 1}
      rows:
        - selector: {name: whole-image}
        - selector: {name: uniform, patches: 1, patch-size: 16}
        - selector: {name: hard-topk, patches: 1, patch-size: 24, scorer: {name: middle, cells: 5}}
      """;

  @TempDir Path folder;

  private Path jar;

  @BeforeEach
  void writeJar() throws IOException {
    jar = PluginJar.write(folder.resolve("stripes.jar"), StripesModule.class);
  }

  private Console run(String... arguments) {
    return Console.run(
        Stream.concat(Stream.of("--plugin", jar.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void theyAreListedAndDescribed() {
    assertThat(run("list", "encoders").out().lines()).contains("linear", "lenet");
    assertThat(run("list", "datasets").out().lines()).contains("stripes", "megapixel-mnist");
    assertThat(run("list", "scorers").out().lines()).containsExactly("convolutional", "middle");
    assertThat(run("describe", "middle").out()).contains("middle (scorer)", "default 3");
    assertThat(run("describe", "ats").out())
        .contains("scorer.name", "default convolutional", "scorer.channels");
    assertThat(run("describe", "stripes").out()).contains("Which way the stripes", "default 64");
    assertThat(Console.run("list", "encoders").out().lines()).doesNotContain("linear");
    assertThat(Console.run("list", "datasets").out().lines()).doesNotContain("stripes");
  }

  @Test
  void anUnknownScorerOrOptionOfItIsNamed() throws IOException {
    String unknown = SUITE.replace("name: middle", "name: midle");
    Path suite = Files.writeString(folder.resolve("unknown.yaml"), unknown);
    assertThat(run("run", suite.toString(), "--dry-run").err())
        .contains("selector.scorer.name", "unknown scorer 'midle'; did you mean 'middle'?");
    suite = Files.writeString(folder.resolve("option.yaml"), SUITE.replace("cells: 5", "cell: 5"));
    assertThat(run("run", suite.toString(), "--dry-run").err())
        .contains("unknown key 'selector.scorer.cell'", "did you mean 'cells'", "scorer 'middle'");
  }

  /** A built-in row names its scorer, so that another one's name takes its options' place. */
  @Test
  void aBuiltInRowTakesAnotherScorer() {
    Console console =
        run(
            "run",
            "quick",
            "--only",
            "selector=perturbed-topk",
            "--set",
            "selector.scorer={name: middle, cells: 5}",
            "--out",
            folder.resolve("quick").toString(),
            "--set",
            "training.epochs=0",
            "--set",
            "training.steps=1",
            "--set",
            "dataset.validation=2",
            "--set",
            "dataset.test=2");
    assertThat(console.err()).doesNotContain("ats:");
    assertThat(console.status()).isZero();
  }

  @Test
  void trialsAreTrainedWithThem() throws IOException {
    Path suite = Files.writeString(folder.resolve("stripes.yaml"), SUITE);
    Path out = folder.resolve("run");
    Console console = run("run", suite.toString(), "--out", out.toString());
    assertThat(console.err()).doesNotContain("ats:");
    assertThat(console.status()).isZero();
    List<TrialResult> results = RunResults.of(out);
    assertThat(results)
        .extracting(result -> result.key().selector())
        .containsExactly("whole-image", "uniform", "hard-topk");
    assertThat(results).allMatch(TrialResult::ok);
    // The stripes are in the middle: who looks anywhere often does not see them.
    assertThat(results.get(0).value(Metric.TEST_ACCURACY)).isGreaterThan(0.95);
    assertThat(results.get(1).value(Metric.TEST_ACCURACY)).isLessThan(0.9);
    // The plugin's scorer knows where to look.
    assertThat(results.get(2).value(Metric.TEST_ACCURACY)).isGreaterThan(0.95);
    assertThat(Files.readString(out.resolve("suite.yaml"))).contains("name: middle", "cells: 5");
  }
}
