package io.ats.experiments.cli;

import io.ats.core.options.OptionException;
import io.ats.core.plugin.UnknownNameException;
import io.ats.experiments.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;

/** Says what went wrong in one line, and chooses the exit status. */
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
    System.err.println("ats: this is a fault of the program, please report it:");
    error.printStackTrace();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
