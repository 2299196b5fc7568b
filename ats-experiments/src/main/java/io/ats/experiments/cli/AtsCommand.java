package io.ats.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ats}: the parent of all other commands. */
@Command(
    name = "ats",
    mixinStandardHelpOptions = true,
    versionProvider = AtsCommand.Version.class,
    description =
        "Compares methods that choose where to look in images too large to process whole.",
    subcommands = {
      RunCommand.class,
      TuneCommand.class,
      WatchCommand.class,
      ReportCommand.class,
      ReplayCommand.class,
      PredictCommand.class,
      DataCommand.class,
      ExportCommand.class,
      ListCommand.class,
      DescribeCommand.class,
      TrialCommand.class,
      TaskCommand.class,
      EngineCommand.class,
      ProbeCommand.class,
      DoctorCommand.class,
      BundleCommand.class,
    })
final class AtsCommand implements Callable<Integer> {

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = AtsCommand.class.getPackage().getImplementationVersion();
      return new String[] {"ats " + (version == null ? "(not from a jar)" : version)};
    }
  }

  @Spec private CommandSpec spec;

  // Read by Plugins before the commands exist; declared here for the help.
  @Option(
      names = "--plugin",
      scope = ScopeType.INHERIT,
      paramLabel = "JAR",
      description = "A jar with further selectors, datasets or suites; may be given several times.")
  private List<Path> plugins = new ArrayList<>();

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return CommandLine.ExitCode.USAGE;
  }
}
