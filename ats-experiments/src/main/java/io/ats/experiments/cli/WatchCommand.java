package io.ats.experiments.cli;

import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.run.RunState;
import io.ats.experiments.yaml.ConfigException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats watch}: shows what a run's trials are doing, while it goes on elsewhere. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the trials of a run folder: how many are done, what the running ones reach, how long it"
          + " still takes.",
      "It reads files alone, so that the run may be on another machine that shares the folder. Ends"
          + " when every trial has ended, or ./ats tune has written its tuned.yaml."
    })
final class WatchCommand implements Callable<Integer> {

  private static final long INTERVAL_MILLIS = 2000;
  private static final String CLEAR = "\033[H\033[2J";

  @Parameters(paramLabel = "DIR", description = "A run folder.")
  private Path dir;

  @Option(names = "--once", description = "Shows the state now and ends.")
  private boolean once;

  @Inject
  WatchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunFolder run = new RunFolder(dir);
    if (!RunFiles.exists(run.suite())) {
      throw new ConfigException(
          dir + " is not a run folder: it has no suite.yaml; create one with ./ats run");
    }
    List<String> before = List.of();
    while (true) {
      RunState state = state(run);
      List<String> lines = state.lines();
      if (!lines.equals(before)) {
        System.out.print(System.console() == null ? "" : CLEAR);
        lines.forEach(System.out::println);
        System.out.flush();
        before = lines;
      }
      if (once || state.ended()) {
        return 0;
      }
      Thread.sleep(INTERVAL_MILLIS);
    }
  }

  private static RunState state(RunFolder run) throws IOException {
    try {
      return RunState.of(run);
    } catch (DamagedFileException e) {
      throw new ConfigException(e.getMessage());
    }
  }
}
