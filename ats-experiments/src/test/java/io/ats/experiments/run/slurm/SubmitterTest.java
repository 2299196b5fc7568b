package io.ats.experiments.run.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.suite.SlurmConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmitterTest {

  private static List<String> arguments(LauncherConfig config, int atATime) {
    return new Submitter(new Slurm(), List.of(), config, atATime)
        .arguments(Path.of("/run/slurm"), "quick", 12);
  }

  @Test
  void onlyWhatIsConfiguredIsAskedFor() {
    assertThat(arguments(LauncherConfig.DEFAULTS, 0))
        .containsExactly(
            "--job-name=ats-quick",
            "--array=0-11",
            "--output=/run/slurm/%A_%a.log",
            "--open-mode=append",
            "--requeue");
  }

  @Test
  void partitionGpuTimeMemoryAndMore() {
    LauncherConfig config =
        new LauncherConfig(
            89.5, 60, 4000, 4, 1, new SlurmConfig("gpu", 1, List.of("--account=me"), 10));
    assertThat(arguments(config, 3))
        .contains(
            "--array=0-11%3",
            "--partition=gpu", "--gres=gpu:1", "--cpus-per-task=4", "--mem=4000M", "--time=92")
        .endsWith("--account=me");
  }
}
