package io.ats.experiments.cli;

import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import io.ats.core.plugin.UnknownNameException;
import io.ats.experiments.results.Reason;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.FileProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;

/** Prints an error in one line and chooses the exit status. */
final class Errors
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

  @Override
  public int handleParseException(CommandLine.ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter out = command.getErr();
    out.println(Printable.shown(error.getMessage()));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(error, out)) {
      command.usage(out);
    }
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    if (error instanceof ConfigException
        || error instanceof OptionException
        || error instanceof UnknownNameException) {
      System.err.println("ats: " + Printable.message(error.getMessage()));
      return CommandLine.ExitCode.USAGE;
    }
    if (error instanceof InvalidPathException path) {
      System.err.println("ats: no file can be called '" + Printable.shown(path.getInput()) + "'");
      return CommandLine.ExitCode.USAGE;
    }
    if (error instanceof IOException || error instanceof UncheckedIOException) {
      System.err.println("ats: " + Printable.message(text(error)));
      return CommandLine.ExitCode.SOFTWARE;
    }
    System.err.println("ats: internal error, please report it:");
    error.printStackTrace();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String text(Exception error) {
    Throwable cause = error instanceof UncheckedIOException ? error.getCause() : error;
    return cause instanceof FileSystemException ? FileProblem.text(cause) : Reason.of(error);
  }
}
