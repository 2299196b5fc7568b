package io.ats.experiments.cli;

import io.ats.experiments.config.ConfigNode;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.ProgressPrinter;
import io.ats.experiments.trial.TrialLabel;
import io.ats.experiments.trial.TrialRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ats trial}: one trial, in this process; started by launchers. */
@Command(
    name = "trial",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Trains the trial of a folder. Launchers start this.")
final class TrialCommand implements Callable<Integer> {

  private final TrialRunner runner;
  private final Failures failures;

  @Parameters(paramLabel = "DIR", description = "The trial's folder.")
  private Path folder;

  @Inject
  TrialCommand(TrialRunner runner, Failures failures) {
    this.runner = runner;
    this.failures = failures;
  }

  @Override
  public Integer call() throws IOException {
    TrialFolder trial = new TrialFolder(folder.toAbsolutePath().normalize());
    TrialConfig config = TrialConfig.of(ConfigNode.read(trial.config()));
    try {
      runner.run(trial, new ProgressPrinter(config.training().epochs(), System.out));
      return 0;
    } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
      e.printStackTrace();
      TrialLabel label = Json.read(trial.label(), TrialLabel.class);
      String what = e.getMessage() == null ? e.toString() : e.getMessage();
      failures.record(trial, config, label, what);
      return 1;
    }
  }
}
