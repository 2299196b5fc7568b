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
    String ofThreads = "-Dai.djl.pytorch.num_threads=";
    String ofLauncher = "-D" + LauncherWatch.PROPERTY + "=";
    List<String> options = new ArrayList<>();
    options.add("-XX:ErrorFile=" + log.resolveSibling("crash-%p.log"));
    options.add("-XX:-CreateCoredumpOnCrash");
    options.add(ofLauncher + ProcessHandle.current().pid());
    if (threads > 0) {
      options.add(ofThreads + threads);
    }
    List<String> command =
        JavaCommand.of(
            argument ->
                !argument.startsWith(ofLauncher)
                    && (threads == 0 || !argument.startsWith(ofThreads)),
            options);
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
