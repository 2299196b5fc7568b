package io.ats.experiments.suite;

import io.ats.core.options.Option;
import io.ats.core.options.Options;

/**
 * How a suite's trials are started and limited: the section {@code launcher} of a suite. It does
 * not change what a trial computes.
 */
public record LauncherConfig(
    @Option(value = "minutes after which a trial is stopped as failed; 0: no limit", min = 0)
        double timeLimit,
    @Option(
            value =
                "minutes without a finished training step or epoch after which a trial is stopped"
                    + " as hung; 0: no limit",
            min = 0)
        double hangLimit,
    @Option(
            value =
                "MiB of memory that a trial needs; 0: locally the largest use of any trial of the"
                    + " run so far, with Slurm the cluster's default",
            min = 0)
        int memory,
    @Option(value = "the engine's threads per trial; 0: the cores divided by the workers", min = 0)
        int threads,
    @Option(value = "trials at a time on each GPU", min = 1, max = 1000) int perDevice,
    @Option("what to request from Slurm") SlurmConfig slurm) {

  /** The section's key. */
  public static final String SECTION = "launcher";

  /** The values of absent keys. */
  public static final LauncherConfig DEFAULTS =
      new LauncherConfig(0, 60, 0, 0, 1, SlurmConfig.DEFAULTS);

  /** Checks the ranges. */
  public LauncherConfig {
    Options.check(LauncherConfig.class, timeLimit, hangLimit, memory, threads, perDevice, slurm);
  }
}
