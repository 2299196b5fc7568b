package io.ats.experiments.run.slurm;

import io.ats.experiments.run.AtsProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real Slurm that tests of the launcher need. */
public final class SlurmHere {

  private SlurmHere() {}

  /** Skips the test, with a line that says so, where no Slurm answers. */
  public static void require() throws InterruptedException {
    String why = "no Slurm answers on this machine (.ci/slurm starts one)";
    boolean there = status("sinfo", "--noheader") == 0;
    if (!there) {
      System.err.println("SKIPPED a test of the Slurm launcher: " + why);
    }
    Assumptions.assumeTrue(there, why);
  }

  /** Cancels the jobs of a name. */
  public static void cancelAll(String name) throws InterruptedException {
    if (status("scancel", "--name=" + name) != 0) {
      throw new IllegalStateException("scancel failed");
    }
  }

  /** Kills the process groups of a run's tasks, which Slurm starts. */
  public static void killTasks(Path run) throws Exception {
    for (ProcessHandle process : AtsProcess.at(run)) {
      if (process.info().commandLine().orElse("").contains(" task ")) {
        AtsProcess.signal("KILL", "-" + process.pid());
      }
    }
  }

  private static int status(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // there is no such command
    }
  }
}
