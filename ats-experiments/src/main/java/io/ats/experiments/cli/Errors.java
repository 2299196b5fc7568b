package io.ats.experiments.cli;

import io.ats.core.options.OptionException;
import io.ats.core.plugin.UnknownNameException;
import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;

/** Prints an error in one line and chooses the exit status. */
final class Errors implements CommandLine.IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    if (error instanceof ConfigException
        || error instanceof OptionException
        || error instanceof UnknownNameException) {
      System.err.println("ats: " + error.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (error instanceof IOException || error instanceof UncheckedIOException) {
      System.err.println("ats: " + error.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    System.err.println("ats: internal error, please report it:");
    error.printStackTrace();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
