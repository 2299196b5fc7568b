package io.ats.experiments.run.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.PluginJar;
import io.ats.experiments.faults.FaultyModule;
import io.ats.experiments.faults.FaultySuite;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.results.TuningCsv;
import io.ats.experiments.run.AtsProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Slurm; the twelve trials that are killed are {@code ChaosTest}'s. */
@Timeout(600)
class SlurmLauncherTest {

  @TempDir Path folder;

  private Path run;
  private Path suite;
  private Path plugin;

  @BeforeEach
  void requireSlurm() throws Exception {
    SlurmHere.require();
    run = folder.resolve("run");
    suite = FaultySuite.write(folder.resolve("faulty.yaml"));
    plugin = PluginJar.write(folder.resolve("faulty.jar"), FaultyModule.class);
  }

  private List<String> command(String... more) {
    List<String> all = new ArrayList<>(List.of("--plugin", plugin.toString(), "run"));
    all.addAll(List.of(suite.toString(), "--out", run.toString(), "--launcher", "slurm"));
    all.addAll(List.of(more));
    return all;
  }

  private Console console(String... more) {
    return Console.run(command(more).toArray(String[]::new));
  }

  private long submissions() throws IOException {
    try (Stream<Path> files = Files.list(new RunFolder(run).slurm())) {
      return files.filter(file -> file.toString().endsWith(".sh")).count();
    }
  }

  @Test
  void whatWasHandedInIsCollectedAndNotHandedInAgain() throws Exception {
    String[] two = {"--only", "variant=none-0,nan-4", "--detach"};
    Console first = console(two);
    assertThat(first.err()).doesNotContain("ats:");
    assertThat(first.out()).contains("2 of 2 trials have not ended", "run the same command again");
    assertThat(first.status()).isZero();
    Console second = console(two);
    assertThat(second.out()).contains("trials have not ended");

    Console collected = console("--only", "variant=none-0,nan-4");
    assertThat(collected.status()).isEqualTo(1);
    assertThat(collected.out()).contains("2 of 2 trials have ended", "failed: loss is NaN");
    assertThat(submissions()).isEqualTo(1);
    assertThat(FaultySuite.rows(run).values())
        .extracting(result -> result.outcome().status())
        .containsExactly("ok", "failed");
    assertThat(new JobBook(new RunFolder(run)).tasks()).isEmpty();

    // The failure has been reported now: the next run tries it again, and only it.
    assertThat(console("--only", "variant=none-0,nan-4").status()).isEqualTo(1);
    assertThat(submissions()).isEqualTo(2);
    Path again = new RunFolder(run).slurm().resolve("submission-2.json");
    assertThat(Submission.read(again).trials())
        .containsExactly(FaultySuite.rows(run).get("nan-4").key().trial());
  }

  /** Two configurations, then the better one longer: a submission for each length. */
  @Test
  void aSearchHandsInEachOfItsRungs() throws Exception {
    String tuned =
        Files.readString(suite).replaceFirst("(?s)rows:.*", "")
            + """
            grid: {seed: [0]}
            search:
              budget: {configurations: 2, rungs: 2, reduction: 2, seeds: [50]}
              training: {learning-rate: {from: 1e-4, to: 1e-2, scale: log}}
            """;
    Files.writeString(suite, tuned.replace("pause: 60", "pause: 0"));
    List<String> command = command();
    command.set(command.indexOf("run"), "tune");
    Console console = Console.run(command.toArray(String[]::new));
    assertThat(console.status()).as(console.err()).isZero();
    assertThat(submissions()).isEqualTo(2);
    assertThat(TuningCsv.read(new RunFolder(run).tuning()))
        .hasSize(3)
        .allSatisfy(trial -> assertThat(trial.accuracy()).isBetween(0.0, 1.0));
    assertThat(new RunFolder(run).tuned()).isNotEmptyFile();
    assertThat(new JobBook(new RunFolder(run)).tasks()).isEmpty();
  }

  @Test
  void anInterruptCancelsTheTasks() throws Exception {
    List<String> command = command("--only", "variant=none-0,none-3");
    AtsProcess launcher = AtsProcess.start(folder.resolve("output.txt"), command);
    while (FaultySuite.epochs(run) < 1) {
      Thread.sleep(20);
    }
    launcher.signal("INT", true);
    assertThat(launcher.end()).isEqualTo(128 + 2);
    assertThat(Files.readString(folder.resolve("output.txt"))).contains("tasks cancelled");
    assertThat(new JobBook(new RunFolder(run)).tasks()).isEmpty();
    while (!AtsProcess.at(run).isEmpty()) {
      Thread.sleep(50);
    }
    for (TrialFolder trial : new RunFolder(run).allTrials()) {
      assertThat(trial.failure()).doesNotExist();
    }
    assertThat(console("--only", "variant=none-0,none-3").status()).isZero();
    assertThat(FaultySuite.rows(run).values()).hasSize(2).allMatch(TrialResult::ok);
  }

  @Test
  void aTaskThatSlurmEndsIsAFailedRowWithItsState() throws Exception {
    Path output = folder.resolve("output.txt");
    AtsProcess launcher = AtsProcess.start(output, command("--only", "variant=none-0"));
    while (FaultySuite.epochs(run) < 1) {
      Thread.sleep(20);
    }
    SlurmHere.cancelAll("ats-faulty");
    assertThat(launcher.end()).isEqualTo(1);
    assertThat(FaultySuite.rows(run).get("none-0").outcome().reason())
        .contains("left nothing: CANCELLED");
  }

  @Test
  void whatSlurmRefusesIsSaidWithItsWords() throws Exception {
    Console console =
        console("--only", "variant=none-0", "--set", "launcher.slurm.partition=nowhere");
    assertThat(console.err()).contains("Slurm refuses the trials", "invalid partition", "nowhere");
    assertThat(console.status()).isEqualTo(2);
  }
}
