package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.report.RunResults;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs in folders with damaged files; the trials fail before they are trained, for want of data.
 */
@EnabledOnOs(OS.LINUX)
class DamagedRunTest {

  private static final String SUITE =
      """
      suite: tiny
      about: for tests
      source: ours
      base:
        dataset: {name: megapixel-mnist, mnist: /no/such/folder, height: 112, width: 112, train: 8, validation: 8, test: 8}
        selector: {name: uniform, patch-size: 32}
        encoder: {name: resnet18, width: 0.0625}
        aggregator: {name: mean}
        training: {epochs: 1, batch-size: 8, pictures: 0}
      rows:
        - {label: two, selector: {patches: 2}}
        - {label: three, selector: {patches: 3}}
      """;

  @TempDir Path dir;

  private Console run() throws IOException {
    Path suite = Files.writeString(dir.resolve("tiny.yaml"), SUITE);
    Console console =
        Console.run(
            "run", suite.toString(), "--out", dir.resolve("run").toString(), "--workers", "2");
    assertThat(console.status()).as(console.err()).isEqualTo(1);
    assertThat(console.err()).doesNotContain("\tat ", "Exception");
    return console;
  }

  @Test
  void aDamagedFileStopsNeitherTheRunNorItsOtherTrials() throws IOException {
    run();
    RunFolder run = new RunFolder(dir.resolve("run"));
    List<TrialResult> first = RunResults.of(run.root());
    assertThat(first)
        .hasSize(2)
        .allSatisfy(trial -> assertThat(trial.outcome().reason()).contains("/no/such/folder"));
    TrialResult failed = first.get(0);
    TrialResult ok =
        new TrialResult(
            failed.key(),
            failed.size(),
            failed.cost(),
            failed.metrics(),
            TrialResult.Outcome.ok(1, 1, ""));
    TrialFolder done = run.trial(failed.key().trial());
    TrialEnd.write(done, ok);

    TrialFolder damaged = run.trial(first.get(1).key().trial());
    for (Path file : List.of(damaged.failure(), damaged.log(), damaged.provenance())) {
      RunFiles.delete(file);
      Files.createDirectories(file.resolve("inner"));
    }
    Files.delete(damaged.label());
    Files.createSymbolicLink(damaged.label(), Path.of("/dev/zero"));
    Files.write(damaged.config(), new byte[0]);
    Files.write(damaged.metrics(), new byte[] {(byte) 0xff, (byte) 0xfe});
    Files.write(run.suite(), new byte[0]);

    Console second = run();
    assertThat(second.err())
        .contains(
            "written anew: " + run.suite() + ": the file is empty",
            "metrics.csv: is not UTF-8 text");
    assertThat(Files.readString(run.suite())).contains(done.id(), damaged.id());
    assertThat(second.out()).contains("done before");
    assertThat(RunResults.of(run.root()).get(0)).isEqualTo(ok);
    assertThat(RunResults.of(run.root()).get(1).outcome().reason()).contains("/no/such/folder");
    assertThat(damaged.log()).isRegularFile();

    Files.writeString(done.result(), Files.readString(done.result()).substring(0, 100));
    Console third = run();
    assertThat(third.err())
        .contains(done.result() + ": ", "; delete it", "kept as result.json.damaged");
    assertThat(third.out()).doesNotContain("done before");
    assertThat(RunResults.of(run.root()))
        .hasSize(2)
        .allSatisfy(trial -> assertThat(trial.outcome().reason()).contains("/no/such/folder"));
  }
}
