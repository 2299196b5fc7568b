package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.run.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run would do, before, halfway and after it. */
class DryRunTest {

  private static final String SUITE =
      """
      suite: tiny
      base:
        dataset: {name: megapixel-mnist, height: 112, width: 112, train: 16, validation: 8, test: 8, noise: 2, view-scale: 0.25}
        encoder: {name: resnet18, width: 0.0625}
        aggregator: {name: mean}
        training: {epochs: 1, batch-size: 8, pictures: 0}
      launcher: {threads: 1} # two that wait for each other are slow on a busy machine
      rows:
        - selector: {name: uniform, patches: 2, patch-size: 32}
        - selector: {name: ats, patches: 2, patch-size: 32}
      grid:
        seed: [0, 1]
      """;

  @TempDir Path folder;

  private Console run(String... more) throws IOException {
    Path suite = Files.writeString(folder.resolve("tiny.yaml"), SUITE);
    List<String> arguments = new ArrayList<>(List.of("run", suite.toString(), "--workers", "1"));
    arguments.addAll(List.of("--out", folder.resolve("run").toString()));
    arguments.addAll(List.of(more));
    return Console.run(arguments.toArray(String[]::new));
  }

  @Test
  void trialsAndTimeAreSaidAndNothingIsDone() throws IOException {
    Console before = run("--dry-run");
    assertThat(before.err()).doesNotContain("ats:");
    assertThat(before.status()).isZero();
    assertThat(before.out())
        .contains("tiny@lite: 4 trials in ")
        .containsPattern("(?m)^uniform  uniform  seed 0    missing  megapixel-mnist-majority-uni")
        .containsPattern("(?m)^ats      ats      seed 1    missing  megapixel-mnist-majority-ats")
        .contains("4 trials: 0 done, 4 missing", "measuring uniform ...", "measuring ats ...")
        .containsPattern("estimate: about \\d+ s with --workers 1 \\(0 rows by .*, 2 by a few");
    assertThat(before.out())
        .containsPattern("measuring uniform ...\\R  memory: about [0-9.]+ GB at batch-size 8\\R")
        .containsPattern("measuring ats ...\\R  memory: about [0-9.]+ GB at batch-size 8\\R");
    assertThat(before.out()).containsPattern("; [0-9]+\\.[0-9] s to start each trial\\)");
    assertThat(before.out()).doesNotContain("; 0.0 s to start");
    assertThat(folder.resolve("run")).doesNotExist();

    assertThat(run("--only", "selector=uniform", "--only", "seed=0").status()).isZero();
    Console halfway = run("--dry-run");
    assertThat(halfway.out())
        .containsPattern("(?m)^uniform  uniform  seed 0    done ")
        .containsPattern("(?m)^uniform  uniform  seed 1    missing ")
        .contains("4 trials: 1 done, 3 missing", "(1 rows by ", ", 1 by a few")
        .doesNotContain("measuring uniform");

    Console after = run("--dry-run", "--only", "selector=uniform", "--only", "seed=0");
    assertThat(after.out()).contains("1 trials: 1 done, 0 missing").doesNotContain("estimate");
  }

  /** One row's data cannot be read, and one's parts do not fit each other. */
  @Test
  void aRowThatFailsIsToldOfAndTheOthersAreMeasured() throws IOException {
    Path suite =
        Files.writeString(
            folder.resolve("failing.yaml"),
            SUITE
                + "  dataset: [{name: megapixel-mnist, height: 112, width: 112, train: 16, validation: 8, test: 8, noise: 2, view-scale: 0.25},"
                + " {name: billiards, path: /nowhere}]\n");
    Console console =
        Console.run(
            "run",
            suite.toString(),
            "--dry-run",
            "--only",
            "selector=uniform",
            "--only",
            "seed=0",
            "--out",
            folder.resolve("run").toString());
    assertThat(console.out())
        .containsPattern("  memory: about [0-9.]+ GB at batch-size 8\\R")
        .containsPattern("  memory: not measured: .*/nowhere")
        .contains("1 by a few measured steps; without 1 rows that could not be measured; ");
    assertThat(console.status()).isZero();
  }

  @Test
  void timesAreReadable() {
    assertThat(Durations.about(0.2)).isEqualTo("about 1 s");
    assertThat(Durations.about(99)).isEqualTo("about 99 s");
    assertThat(Durations.about(120)).isEqualTo("about 2 min");
    assertThat(Durations.about(5970)).isEqualTo("about 1 h 40 min");
  }

  @Test
  void rowsTooManyToMeasureAreListedOnly() throws IOException {
    String sizes =
        IntStream.range(1, 102).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    Path suite =
        Files.writeString(
            folder.resolve("many.yaml"), SUITE + "  training.epochs: [" + sizes + "]\n");
    Console console =
        Console.run(
            "run", suite.toString(), "--dry-run", "--out", folder.resolve("run").toString());
    assertThat(console.out())
        .contains("404 trials: 0 done, 404 missing", "no estimate: ", "202 rows", "--only")
        .doesNotContain("measuring");
    assertThat(console.status()).isZero();
  }
}
