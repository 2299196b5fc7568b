package io.ats.experiments.cli;

import io.ats.experiments.doctor.PyTorchSetting;
import io.ats.experiments.results.Reason;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.LauncherGoneException;
import io.ats.experiments.run.LauncherWatch;
import io.ats.experiments.run.ProgressPrinter;
import io.ats.experiments.trial.TrialLock;
import io.ats.experiments.trial.TrialRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ats trial}: trains one trial in this process; started by launchers. */
@Command(
    name = "trial",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Trains the trial of a folder. Started by launchers.")
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
    LauncherWatch.start();
    ProgressPrinter progress = new ProgressPrinter(System.out);
    TrialLock lock = TrialLock.take(trial, progress::waiting);
    try {
      return train(trial, progress);
    } catch (LauncherGoneException e) {
      System.err.println(e.getMessage());
      return LauncherWatch.STATUS;
    } finally {
      lock.close();
    }
  }

  private int train(TrialFolder trial, ProgressPrinter progress) throws IOException {
    if (TrialEnd.readOrSetAside(trial, trial.result()).isPresent()) {
      return 0; // trained by the process that this one waited for
    }
    RunFiles.delete(trial.failure());
    try {
      PyTorchSetting.check(); // a node of a cluster may have another
      runner.run(trial, progress);
      return 0;
    } catch (LauncherGoneException e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      e.printStackTrace();
      failures.record(trial, Reason.of(e));
      return 1;
    }
  }
}
