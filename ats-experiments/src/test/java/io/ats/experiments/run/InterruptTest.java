package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ats.experiments.Console;
import io.ats.experiments.PluginJar;
import io.ats.experiments.faults.FaultyModule;
import io.ats.experiments.faults.FaultySuite;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What ends a run or a trial from outside, and who may train a trial. */
@EnabledOnOs(OS.LINUX)
@Timeout(600)
class InterruptTest {

  @TempDir Path folder;

  private Path suite;
  private Path plugin;

  @BeforeEach
  void writeSuite() throws Exception {
    suite = FaultySuite.write(folder.resolve("faulty.yaml"));
    plugin = PluginJar.write(folder.resolve("faulty.jar"), FaultyModule.class);
  }

  private List<String> command(Path run, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--plugin", plugin.toString(), "run", suite.toString(), "--out", run.toString()));
    all.addAll(List.of(more));
    return all;
  }

  private AtsProcess start(Path run, String... more) throws Exception {
    return AtsProcess.start(folder.resolve("output.txt"), command(run, more));
  }

  private static void awaitEpochs(Path run, int epochs) throws Exception {
    while (FaultySuite.epochs(run) < epochs) {
      Thread.sleep(20);
    }
  }

  private static void assertGood(Path run) throws Exception {
    assertThat(AtsProcess.at(run)).isEmpty();
    for (TrialFolder trial : new RunFolder(run).allTrials()) {
      assertThat(trial.failure()).doesNotExist();
    }
  }

  @Test
  void anInterruptEndsTheChildrenAndTheStateStaysGood() throws Exception {
    String[] two = {"--workers", "2", "--only", "variant=none-0,none-3"};
    Path whole = folder.resolve("whole");
    assertThat(start(whole, two).end()).isZero();

    Path run = folder.resolve("run");
    AtsProcess first = start(run, two);
    awaitEpochs(run, 1);
    Console second = Console.run(command(run, two).toArray(String[]::new));
    assertThat(second.err()).contains("another ./ats run is at work in " + run, "--out");
    assertThat(second.status()).isEqualTo(2);
    first.signal("INT", true); // as Ctrl-C does
    assertThat(first.end()).isEqualTo(128 + 2);
    assertGood(run);

    AtsProcess third = start(run, two);
    awaitEpochs(run, FaultySuite.epochs(run) + 1);
    third.signal("TERM", false);
    assertThat(third.end()).isEqualTo(128 + 15);
    assertGood(run);

    assertThat(start(run, two).end()).isZero();
    assertThat(FaultySuite.figures(run)).isEqualTo(FaultySuite.figures(whole)).hasSize(2);
  }

  /** Whether this process, and so what it starts, ignores SIGHUP, as under {@code nohup}. */
  private static boolean ignoresHangup() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
  }

  @Test
  void aClosedTerminalRecordsNoFailure() throws Exception {
    assumeThat(ignoresHangup()).as("SIGHUP is ignored, as under nohup").isFalse();
    Path run = folder.resolve("run");
    AtsProcess launcher = start(run, "--only", "variant=none-0");
    awaitEpochs(run, 1);
    launcher.signal("HUP", true);
    assertThat(launcher.end()).isEqualTo(128 + 1);
    assertGood(run);
  }

  @Test
  void aDeletedRunFolderEndsTheRunInOneSentence() throws Exception {
    Path run = folder.resolve("run");
    AtsProcess launcher = start(run, "--only", "variant=none-0");
    awaitEpochs(run, 1);
    Files.move(run, folder.resolve("moved")); // at once, as rm -r is not
    assertThat(launcher.end()).isEqualTo(1);
    String output = Files.readString(folder.resolve("output.txt"));
    assertThat(output).contains(run.toString()).doesNotContain("\tat ", "Exception");
    assertThat(AtsProcess.at(run)).isEmpty();
  }

  @Test
  void aTrialEndsWithItsLauncherEvenIfItHangs() throws Exception {
    Path run = folder.resolve("run");
    AtsProcess launcher = start(run, "--only", "variant=hang-2");
    awaitEpochs(run, 2);
    launcher.signal("KILL", false);
    launcher.end();
    while (!AtsProcess.at(run).isEmpty()) {
      Thread.sleep(50);
    }
    assertGood(run);
  }

  /** Whether a process has loaded the engine: before, it ends by itself without its input. */
  private static boolean hasEngine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/maps")).contains("libtorch");
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  @Test
  void aMeasurementEndsWithItsRunEvenIfItHangs() throws Exception {
    Path run = folder.resolve("run");
    AtsProcess launcher =
        start(run, "--dry-run", "--only", "variant=none-0", "--set", "selector.pause=1000000");
    List<ProcessHandle> measuring = List.of();
    while (measuring.isEmpty()) {
      assertThat(launcher.alive()).as(Files.readString(folder.resolve("output.txt"))).isTrue();
      Thread.sleep(20);
      measuring = launcher.children().stream().filter(InterruptTest::hasEngine).toList();
    }
    try {
      launcher.signal("TERM", false);
      assertThat(launcher.end()).isEqualTo(128 + 15);
      for (ProcessHandle each : measuring) {
        each.onExit().get(30, TimeUnit.SECONDS);
      }
    } finally {
      measuring.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aTrialOverItsTimeIsAFailedRow() throws Exception {
    Path run = folder.resolve("run");
    String[] command =
        command(
                run,
                "--only",
                "variant=none-0",
                "--set",
                "selector.pause=1000000",
                "--set",
                "launcher.time-limit=0.1")
            .toArray(String[]::new);
    Console console = Console.run(command);
    assertThat(console.status()).isEqualTo(1);
    Map<String, TrialResult> rows = FaultySuite.rows(run);
    assertThat(rows).hasSize(1);
    assertThat(rows.get("none-0").outcome().status()).isEqualTo("failed");
    assertThat(rows.get("none-0").outcome().reason())
        .contains("time limit of 0.1 minutes exceeded", "launcher.time-limit", "log.txt");
    assertThat(AtsProcess.at(run)).isEmpty();
  }

  @Test
  void twoProcessesDoNotTrainOneTrial() throws Exception {
    Path whole = folder.resolve("whole");
    String[] one = command(whole, "--only", "variant=none-0").toArray(String[]::new);
    assertThat(Console.run(one).status()).isZero();
    String id = FaultySuite.rows(whole).get("none-0").key().trial();
    TrialFolder done = new RunFolder(whole).trial(id);
    TrialFolder trial = new RunFolder(folder.resolve("two")).trial(id);
    Files.createDirectories(trial.root());
    Files.copy(done.config(), trial.config());
    Files.copy(done.label(), trial.label());

    TrialProcess process = new TrialProcess(List.of(plugin), 1);
    List<Process> both = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(process.start(trial.root(), trial.log()));
    }
    for (Process each : both) {
      said.add(new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      assertThat(each.waitFor()).isZero();
    }
    assertThat(said).filteredOn(text -> text.contains(ProgressLine.WAITING.line())).hasSize(1);
    assertThat(said).filteredOn(text -> text.contains("epoch 4/4")).hasSize(1);
    assertThat(trial.result()).exists();
    assertThat(Files.readString(trial.metrics()).lines())
        .hasSameSizeAs(Files.readAllLines(done.metrics()));
  }
}
