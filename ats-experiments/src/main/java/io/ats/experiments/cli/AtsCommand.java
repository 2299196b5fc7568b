package io.ats.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ats}: the command that has all others. */
@Command(
    name = "ats",
    mixinStandardHelpOptions = true,
    version = "ats 0.1.0",
    description = "Compares ways to choose where to look in an image too large to process whole.",
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      ReplayCommand.class,
      ListCommand.class,
      DescribeCommand.class,
      BenchCommand.class,
      TrialCommand.class,
      TaskCommand.class,
    })
final class AtsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  // Read by Plugins before the commands exist; here for the help.
  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      description = "A jar of selectors, datasets, suites of your own; may be given several times.")
  private List<Path> plugins = new ArrayList<>();

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return CommandLine.ExitCode.USAGE;
  }
}
