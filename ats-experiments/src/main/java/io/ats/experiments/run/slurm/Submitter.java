package io.ats.experiments.run.slurm;

import io.ats.experiments.results.RunFolder;
import io.ats.experiments.run.Limits;
import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.suite.SlurmConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Submits trials to Slurm.
 *
 * @param slurm the cluster
 * @param plugins plugin jars to pass on
 * @param config what a trial needs
 * @param atATime how many tasks of an array may run at a time; 0: no limit
 */
record Submitter(Slurm slurm, List<Path> plugins, LauncherConfig config, int atATime) {

  /** Slurm's default limit on the size of an array. */
  private static final int MOST_TASKS = 1000;

  /** Added to Slurm's time limit, to record a trial that exceeds its own. */
  private static final int SPARE_MINUTES = 2;

  /** Submits trials, by identifier, and records their tasks in the book. */
  void submit(RunFolder folder, String suite, List<String> trials, JobBook book)
      throws IOException {
    for (int from = 0; from < trials.size(); from += MOST_TASKS) {
      List<String> part = trials.subList(from, Math.min(trials.size(), from + MOST_TASKS));
      Submission submission = new Submission(part, config.threads(), Limits.of(config));
      Path script = submission.write(folder, plugins);
      book.add(slurm.submit(arguments(script.getParent(), suite, part.size()), script), part);
    }
  }

  /** Returns the arguments of sbatch; those of the configuration come last and take precedence. */
  List<String> arguments(Path logs, String suite, int tasks) {
    SlurmConfig slurm = config.slurm();
    List<String> arguments = new ArrayList<>();
    arguments.add("--job-name=ats-" + suite);
    arguments.add("--array=0-" + (tasks - 1) + (atATime > 0 ? "%" + atATime : ""));
    arguments.add("--output=" + logs.resolve("%A_%a.log"));
    arguments.add("--open-mode=append");
    arguments.add("--requeue");
    if (!slurm.partition().isEmpty()) {
      arguments.add("--partition=" + slurm.partition());
    }
    if (slurm.gpus() > 0) {
      arguments.add("--gres=gpu:" + slurm.gpus());
    }
    if (config.threads() > 0) {
      arguments.add("--cpus-per-task=" + config.threads());
    }
    if (config.memory() > 0) {
      arguments.add("--mem=" + config.memory() + "M");
    }
    if (config.timeLimit() > 0) {
      arguments.add("--time=" + ((long) Math.ceil(config.timeLimit()) + SPARE_MINUTES));
    }
    arguments.addAll(slurm.arguments());
    return arguments;
  }
}
