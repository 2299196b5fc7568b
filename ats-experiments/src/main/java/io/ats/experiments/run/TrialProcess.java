package io.ats.experiments.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a trial's process: this Java, this class path, the hidden command {@code
 * trial}.
 *
 * @param plugins plugin jars to hand on
 * @param threads the engine's threads, 0 for its default
 */
public record TrialProcess(List<Path> plugins, int threads) {

  private static final String MAIN = "io.ats.experiments.cli.Main";

  /** Copies the list. */
  public TrialProcess {
    plugins = List.copyOf(plugins);
  }

  /**
   * Starts the trial of a folder; its output is for the caller to read, its log goes to a file.
   *
   * @throws IOException if the process cannot be started
   */
  public Process start(Path trial, Path log) throws IOException {
    List<String> command = new ArrayList<>(JavaCommand.inherited());
    command.removeIf(argument -> argument.startsWith("-Dai.djl.pytorch.num_threads="));
    command.add("-XX:ErrorFile=" + log.resolveSibling("crash-%p.log"));
    if (threads > 0) {
      command.add("-Dai.djl.pytorch.num_threads=" + threads);
    }
    command.addAll(JavaCommand.classPath());
    command.add(MAIN);
    for (Path plugin : plugins) {
      command.add("--plugin");
      command.add(plugin.toString());
    }
    command.add("trial");
    command.add(trial.toString());
    File output = log.toFile();
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(output))
        .start();
  }
}
