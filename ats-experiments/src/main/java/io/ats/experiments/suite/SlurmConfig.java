package io.ats.experiments.suite;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.options.Printable;
import java.util.List;

/** What a trial requests from Slurm, besides the limits of {@link LauncherConfig}. */
public record SlurmConfig(
    @Option("the partition; empty: the cluster's default") String partition,
    @Option(value = "GPUs per trial", min = 0) int gpus,
    @Option("more arguments for sbatch, such as --account=NAME") List<String> arguments,
    @Option(value = "seconds between two checks of the queue", min = 0, above = true) double poll) {

  /** The values of absent keys. */
  public static final SlurmConfig DEFAULTS = new SlurmConfig("", 0, List.of(), 10);

  /** Checks the ranges, and that each argument starts with a dash. */
  public SlurmConfig {
    Options.check(SlurmConfig.class, partition, gpus, arguments, poll);
    arguments = List.copyOf(arguments);
    for (String argument : arguments) {
      if (!argument.startsWith("-")) {
        throw new OptionException(
            "arguments: each must start with '-', as in --account=NAME, got '"
                + Printable.shown(argument)
                + "'");
      }
    }
  }
}
