package io.ats.experiments.cli;

import io.ats.experiments.results.RunFolder;
import io.ats.experiments.run.Children;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.TrialProcess;
import io.ats.experiments.run.TrialSupervisor;
import io.ats.experiments.run.slurm.Submission;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ats task}: runs one trial of a submission; started by Slurm. */
@Command(
    name = "task",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Runs one trial of a submission. Started by Slurm.")
final class TaskCommand implements Callable<Integer> {

  private static final int INTERRUPTED = 130;

  private final Failures failures;
  private final List<Path> plugins;

  @Parameters(index = "0", paramLabel = "FILE", description = "The submission's file.")
  private Path file;

  @Parameters(index = "1", paramLabel = "INDEX", description = "The trial's index in it.")
  private int index;

  @Inject
  TaskCommand(Failures failures, List<Path> plugins) {
    this.failures = failures;
    this.plugins = plugins;
  }

  @Override
  public Integer call() throws IOException {
    Submission submission = Submission.read(file);
    RunFolder folder = new RunFolder(file.toAbsolutePath().getParent().getParent());
    String trial = submission.trials().get(index);
    int threads = submission.threads() > 0 ? submission.threads() : allocated();
    TrialSupervisor supervisor =
        new TrialSupervisor(
            new TrialProcess(plugins, threads), failures, submission.limits(), System.out);
    try (Children children = new Children()) {
      return supervisor.run(folder.trial(trial), trial, children).ok() ? 0 : 1;
    } catch (InterruptedException e) {
      return INTERRUPTED;
    }
  }

  /** Returns how many cores Slurm has allocated; 0 if unknown. */
  private static int allocated() {
    return Stream.of("SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE")
        .map(System.getenv()::get)
        .filter(text -> text != null && text.matches("\\d+"))
        .findFirst()
        .map(Integer::parseInt)
        .orElse(0);
  }
}
