package io.ats.experiments.run.slurm;

import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.Launcher;
import io.ats.experiments.suite.PlannedTrial;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run's trials in Slurm. A trial without a result is submitted, unless a task for it is queued
 * or running, or has failed and no run has reported the failure. If a task ends without writing a
 * result or failure, its trial fails if this run submitted it, and is submitted again if an earlier
 * one did.
 */
final class Collector {

  /** Checks of the queue before a task counts as ended: shared file systems show files late. */
  private static final int CHECKS = 3;

  private final Slurm slurm;
  private final Submitter submitter;
  private final Failures failures;
  private final RunFolder folder;
  private final String suite;
  private final Launcher.AfterTrial after;
  private final int checks;
  private final PrintStream out;
  private final JobBook book;
  private final int all;
  private final List<String> left = new ArrayList<>();
  private final Set<String> submitted = new HashSet<>();
  private final Map<String, Integer> gone = new HashMap<>();
  private String shown = "";
  private boolean cancelled;

  Collector(
      Slurm slurm,
      Submitter submitter,
      Failures failures,
      RunFolder folder,
      String suite,
      List<PlannedTrial> trials,
      Launcher.AfterTrial after,
      boolean patient,
      PrintStream out)
      throws IOException {
    this.slurm = slurm;
    this.submitter = submitter;
    this.failures = failures;
    this.folder = folder;
    this.suite = suite;
    this.after = after;
    this.checks = patient ? CHECKS : 1;
    this.out = out;
    book = new JobBook(folder);
    all = trials.size();
    trials.forEach(trial -> left.add(trial.id()));
  }

  /** Returns how many trials have not ended. */
  synchronized int left() {
    return left.size();
  }

  /**
   * Checks once: reports trials that have ended and submits missing ones.
   *
   * @return how many trials have not ended
   */
  synchronized int step() throws IOException {
    if (cancelled) {
      throw new IOException("interrupted; run the same command again to continue");
    }
    Map<String, String> tasks = book.tasks();
    Map<String, String> active;
    try {
      active = slurm.active(tasks.values());
    } catch (IOException e) {
      if (submitted.isEmpty()) {
        throw e;
      }
      show(e.getMessage() + "; asking again");
      return left.size();
    }
    List<String> missing = new ArrayList<>();
    for (String trial : List.copyOf(left)) {
      String task = tasks.get(trial);
      if (task == null || !active.containsKey(task)) {
        check(trial, task, missing);
      }
    }
    submit(missing);
    long running = active.values().stream().filter(state -> state.equals("RUNNING")).count();
    show(
        "%d of %d trials have ended, %d running, %d queued"
            .formatted(all - left.size(), all, running, left.size() - running));
    return left.size();
  }

  /** Reports or submits a trial that has no task queued or running. */
  private void check(String trial, String task, List<String> missing) throws IOException {
    TrialFolder files = folder.trial(trial);
    Optional<TrialResult> ended = TrialEnd.readOrSetAside(files, files.result());
    if (ended.isEmpty() && task != null) {
      ended = TrialEnd.readOrSetAside(files, files.failure());
    }
    if (ended.isPresent()) {
      report(trial, ended.get());
    } else if (task == null) {
      missing.add(trial);
    } else if (gone.merge(trial, 1, Integer::sum) >= checks) {
      if (submitted.contains(trial)) {
        Path log = folder.slurm().resolve(task + ".log");
        report(
            trial,
            failures.record(
                files,
                "Slurm's task " + task + " left nothing: " + slurm.ended(task) + "; see " + log));
      } else {
        missing.add(trial);
      }
    }
  }

  private void report(String trial, TrialResult result) throws IOException {
    left.remove(trial);
    if (book.tasks().containsKey(trial) || !result.ok()) {
      out.println(
          "  " + trial + ": " + (result.ok() ? "ok" : "failed: " + result.outcome().reason()));
    }
    after.accept(result);
    book.remove(List.of(trial));
  }

  private void submit(List<String> missing) throws IOException {
    for (String trial : missing) {
      RunFiles.delete(folder.trial(trial).failure());
      gone.remove(trial);
    }
    submitter.submit(folder, suite, missing, book);
    submitted.addAll(missing);
  }

  private void show(String line) {
    if (!line.equals(shown)) {
      shown = line;
      out.println("slurm: " + line);
      out.flush();
    }
  }

  /** Cancels the tasks of this run's trials; the next run submits them again. */
  void cancel() {
    slurm.stop(); // a command that hangs must not keep this process
    cancelTasks();
  }

  private synchronized void cancelTasks() {
    cancelled = true;
    Map<String, String> tasks = new HashMap<>(book.tasks());
    tasks.keySet().retainAll(left);
    try {
      slurm.cancel(tasks.values());
      book.remove(List.copyOf(tasks.keySet()));
      out.println("slurm: " + tasks.size() + " tasks cancelled");
    } catch (IOException e) {
      out.println("slurm: the tasks could not be cancelled: " + e.getMessage());
    }
  }
}
