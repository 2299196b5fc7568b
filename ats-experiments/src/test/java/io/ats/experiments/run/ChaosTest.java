package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.PluginJar;
import io.ats.experiments.faults.FaultyModule;
import io.ats.experiments.faults.FaultySuite;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.run.slurm.SlurmHere;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twelve trials, of which one crashes natively, one hangs and one has NaN, killed three times and
 * started again, end with the rows and figures of a run that nothing disturbed.
 */
@EnabledOnOs(OS.LINUX)
class ChaosTest {

  @TempDir static Path folder;

  private static Path suite;
  private static Path plugin;
  private static Map<String, List<String>> undisturbed;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    suite = FaultySuite.write(folder.resolve("faulty.yaml"));
    plugin = PluginJar.write(folder.resolve("faulty.jar"), FaultyModule.class);
    Path whole = folder.resolve("whole");
    // The one that hangs would only take its time.
    String others = "variant=none-0,crash-1,none-3,nan-4";
    for (int i = 5; i < 12; i++) {
      others += ",none-" + i;
    }
    Path output = folder.resolve("whole.txt");
    List<String> command = arguments(whole, "--workers", "2", "--only", others);
    assertThat(AtsProcess.start(output, command).end()).as(() -> text(output)).isEqualTo(1);
    undisturbed = FaultySuite.figures(whole);
    assertThat(undisturbed).hasSize(11);
  }

  private static List<String> arguments(Path out, String... more) {
    List<String> all =
        new java.util.ArrayList<>(
            List.of(
                "--plugin",
                plugin.toString(),
                "run",
                suite.toString(),
                "--out",
                out.toString(),
                "--set",
                "launcher.hang-limit=0.75"));
    all.addAll(List.of(more));
    return all;
  }

  /** What else happens at a kill. */
  @FunctionalInterface
  private interface Harm {
    void at(int kill) throws Exception;
  }

  private void disturbed(Path run, long seed, Harm harm, String... more) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Path output = folder.resolve(run.getFileName() + ".txt");
    for (int kill = 1; kill <= 3; kill++) {
      int epochs = FaultySuite.epochs(run) + random.nextInt(2, 7);
      AtsProcess launcher = AtsProcess.start(output, arguments(run, more));
      while (launcher.alive() && !(FaultySuite.epochs(run) >= epochs && FaultySuite.midway(run))) {
        Thread.sleep(20);
      }
      Thread.sleep(random.nextInt(400));
      assertThat(launcher.alive()).as(() -> text(output)).isTrue();
      launcher.signal("KILL", true);
      harm.at(kill);
      assertThat(launcher.end()).isEqualTo(128 + 9);
    }
    assertThat(AtsProcess.start(output, arguments(run, more)).end())
        .as(() -> text(output))
        .isEqualTo(1);
    assertThat(AtsProcess.at(run)).isEmpty();

    Map<String, TrialResult> rows = FaultySuite.rows(run);
    assertThat(rows).hasSize(12);
    assertThat(rows.values().stream().filter(TrialResult::ok)).hasSize(9);
    assertThat(rows.get("crash-1").outcome().reason()).contains("SIGSEGV", "crash-");
    assertThat(rows.get("nan-4").outcome().reason()).contains("loss is NaN at epoch 3, step 1");
    assertThat(rows.get("hang-2").outcome().reason())
        .contains("hung: no progress for 0.75 minutes", "hang-limit", "log.txt");
    assertThat(rows.get("hang-2").outcome().status()).isEqualTo("failed");
    assertThat(rows.get("hang-2").outcome().epochs()).isEqualTo(2);
    assertThat(new RunFolder(run).trial(rows.get("hang-2").key().trial()).log()).isNotEmptyFile();
    Map<String, List<String>> figures = FaultySuite.figures(run);
    figures.remove("hang-2");
    assertThat(figures).isEqualTo(undisturbed);
    assertThat(FaultySuite.resumed(run)).isPositive();
  }

  @Test
  void onTwoWorkers() throws Exception {
    disturbed(folder.resolve("killed"), 1, kill -> {}, "--workers", "2");
  }

  @Test
  void throughSlurm() throws Exception {
    SlurmHere.require();
    Path run = folder.resolve("slurm");
    Harm harm =
        kill -> {
          // First the launcher alone, its tasks go on; then all; then the tasks are cancelled.
          if (kill == 2) {
            SlurmHere.killTasks(run);
          } else if (kill == 3) {
            SlurmHere.cancelAll("ats-faulty");
          }
        };
    disturbed(run, 2, harm, "--launcher", "slurm");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
