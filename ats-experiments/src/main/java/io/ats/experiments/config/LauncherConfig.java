package io.ats.experiments.config;

import io.ats.core.options.Option;

/**
 * How a suite's trials are started and when they are ended: the section {@code launcher} of a
 * suite. No part of what determines a trial.
 */
public record LauncherConfig(
    @Option(
            value = "minutes after which a trial's process is ended as failed; 0: no limit",
            min = 0)
        double timeLimit,
    @Option(
            value =
                "minutes without a training step or epoch done after which a trial is ended as"
                    + " hung; 0: no limit",
            min = 0)
        double hangLimit,
    @Option(
            value =
                "MiB that a trial needs; locally 0: the most that one of the run has had so far, "
                    + "through Slurm 0: the cluster's default",
            min = 0)
        int memory,
    @Option(
            value = "the engine's threads a trial; 0: the cores, shared out among the workers",
            min = 0)
        int threads,
    @Option("what Slurm is asked for") SlurmConfig slurm) {

  /** The section's key. */
  public static final String SECTION = "launcher";

  /** The values of absent keys. */
  public static final LauncherConfig DEFAULTS =
      new LauncherConfig(0, 60, 0, 0, SlurmConfig.DEFAULTS);
}
