package io.ats.experiments.config;

import io.ats.core.options.Option;
import java.util.List;

/** What Slurm is asked for, a trial; time, memory and cores follow from {@link LauncherConfig}. */
public record SlurmConfig(
    @Option("the partition; empty: the cluster's default") String partition,
    @Option(value = "GPUs a trial", min = 0) int gpus,
    @Option("more arguments of sbatch, such as --account=NAME") List<String> arguments,
    @Option(value = "seconds between two looks at the queue", min = 0, above = true) double poll) {

  /** The values of absent keys. */
  public static final SlurmConfig DEFAULTS = new SlurmConfig("", 0, List.of(), 10);

  /** Checks that an argument is one. */
  public SlurmConfig {
    arguments = List.copyOf(arguments);
    for (String argument : arguments) {
      if (!argument.startsWith("-")) {
        throw new IllegalArgumentException(
            "arguments: each must start with '-', as in --account=NAME, got '" + argument + "'");
      }
    }
  }
}
