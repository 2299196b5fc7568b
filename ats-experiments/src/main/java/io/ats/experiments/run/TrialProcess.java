package io.ats.experiments.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a trial's process: this Java and class path, with the hidden command {@code trial}.
 *
 * @param plugins plugin jars to pass on
 * @param threads the engine's threads, 0 for its default
 */
public record TrialProcess(List<Path> plugins, int threads) {

  /** Copies the list. */
  public TrialProcess {
    plugins = List.copyOf(plugins);
  }

  /**
   * Starts the trial of a folder; the caller reads its standard output.
   *
   * @param log standard error is appended to it
   * @throws IOException if the process cannot be started
   */
  public Process start(Path trial, Path log) throws IOException {
    String ofThreads = "-Dai.djl.pytorch.num_threads=";
    String ofRendering = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=";
    List<String> options = new ArrayList<>();
    options.add("-XX:ErrorFile=" + log.resolveSibling("crash-%p.log"));
    options.add("-XX:-CreateCoredumpOnCrash");
    options.add(LauncherWatch.option());
    if (threads > 0) {
      options.add(ofThreads + threads);
    }
    options.add(ofRendering + (threads > 0 ? threads : Runtime.getRuntime().availableProcessors()));
    List<String> command =
        JavaCommand.ats(
            argument ->
                !argument.startsWith(ofRendering)
                    && (threads == 0 || !argument.startsWith(ofThreads)),
            options,
            plugins,
            "trial",
            trial.toString());
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
