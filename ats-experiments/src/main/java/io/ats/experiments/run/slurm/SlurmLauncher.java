package io.ats.experiments.run.slurm;

import io.ats.experiments.results.RunFolder;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.Launcher;
import io.ats.experiments.run.PluginCopies;
import io.ats.experiments.run.TrialSetup;
import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.TrialLabel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Submits trials to Slurm as tasks of job arrays, and collects their results. */
public final class SlurmLauncher implements Launcher {

  private final Slurm slurm = new Slurm();
  private final List<Path> plugins;
  private final LauncherConfig config;
  private final int atATime;
  private final Failures failures;
  private final long pollMillis;
  private final boolean wait;
  private final PrintStream out;

  /**
   * Creates a launcher.
   *
   * @param atATime how many tasks may run at a time; 0: no limit
   * @param wait whether to wait for the trials, or only to collect results and submit
   */
  public SlurmLauncher(
      List<Path> plugins,
      Failures failures,
      LauncherConfig config,
      int atATime,
      boolean wait,
      PrintStream out) {
    this.plugins = List.copyOf(plugins);
    this.config = config;
    this.atATime = atATime;
    this.failures = failures;
    pollMillis = Math.round(config.slurm().poll() * TimeUnit.SECONDS.toMillis(1));
    this.wait = wait;
    this.out = out;
  }

  @Override
  public int run(RunFolder folder, List<PlannedTrial> trials, TrialLabel shared, AfterTrial after)
      throws IOException {
    for (PlannedTrial trial : trials) {
      TrialSetup.write(folder, trial, shared);
    }
    Submitter submitter = new Submitter(slurm, PluginCopies.of(folder, plugins), config, atATime);
    Collector collector =
        new Collector(slurm, submitter, failures, folder, shared.suite(), trials, after, wait, out);
    Thread hook = new Thread(collector::cancel, "cancel-trials");
    if (wait) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
    try {
      while (collector.step() > 0 && wait) {
        Thread.sleep(pollMillis);
      }
      return collector.left();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; run the same command again to continue", e);
    } finally {
      remove(hook);
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is shutting down: the hook is running.
    }
  }
}
