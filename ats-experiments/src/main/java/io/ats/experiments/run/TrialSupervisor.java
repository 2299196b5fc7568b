package io.ats.experiments.run;

import io.ats.experiments.results.Code;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Starts a trial's process, shows its progress, ends it at its limits, records a failure. */
public final class TrialSupervisor {

  private static final long TICK_MILLIS = 200;
  private static final long DRAIN_MILLIS = 2000;

  /** Exit statuses after the signals that end a whole run: SIGHUP, SIGINT, SIGTERM. */
  private static final Set<Integer> STOPPING = Set.of(128 + 1, 128 + 2, 128 + 15);

  private final TrialProcess process;
  private final Failures failures;
  private final Limits limits;
  private final PrintStream out;

  /** Creates a supervisor. */
  public TrialSupervisor(TrialProcess process, Failures failures, Limits limits, PrintStream out) {
    this.process = process;
    this.failures = failures;
    this.limits = limits;
    this.out = out;
  }

  /**
   * Runs the trial of a folder until it has a result or a failure.
   *
   * @param title the trial's name in the output
   * @throws InterruptedException if this process is shutting down; nothing is recorded then
   */
  public TrialResult run(TrialFolder folder, String title, Children children)
      throws IOException, InterruptedException {
    Optional<TrialResult> before = TrialEnd.readOrSetAside(folder, folder.result());
    if (before.isPresent()) {
      String changed = Code.present().changed(folder);
      out.println(
          title
              + ": done before"
              + (changed.isEmpty()
                  ? ""
                  : ", by other code (" + changed + "); --retrain-changed trains it again"));
      return before.get();
    }
    children.requireOpen();
    RunFiles.delete(folder.failure());
    if (RunFiles.exists(folder.log()) && !Files.isRegularFile(folder.log())) {
      RunFiles.setAside(folder.log());
    }
    long logged = Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
    out.println(title);
    Process child = process.start(folder.root(), folder.log());
    Optional<String> ended = follow(child, title, children, folder.log());
    if (!Files.isDirectory(folder.root())) {
      throw new IOException(
          folder.root()
              + " was deleted while the trial was trained; repeat the ./ats run command to train it"
              + " again");
    }
    Optional<TrialResult> result = TrialEnd.readOrSetAside(folder, folder.result());
    if (result.isPresent()) {
      return result.get();
    }
    Optional<TrialResult> own =
        ended.isPresent() ? Optional.empty() : TrialEnd.readOrSetAside(folder, folder.failure());
    TrialResult failed =
        own.isPresent()
            ? own.get()
            : failures.record(
                folder,
                ended
                    .map(limit -> limit + "; see " + folder.log())
                    .orElseGet(
                        () -> ExitReason.of(folder, child.pid(), child.exitValue(), logged)));
    out.println("  failed: " + failed.outcome().reason());
    return failed;
  }

  /** Waits for the process; returns why it had to be ended, empty if it ended by itself. */
  private Optional<String> follow(Process child, String title, Children children, Path log)
      throws InterruptedException {
    Limits.Watch watch = limits.watch();
    try (ProgressView view = ProgressView.of(title, out)) {
      children.add(child);
      Thread reader = new Thread(() -> read(child, view, watch, log), "progress of " + title);
      reader.setDaemon(true);
      reader.start();
      while (!child.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        children.observe(child);
        Optional<String> over = watch.exceeded();
        if (over.isPresent()) {
          Children.end(child);
          return over;
        }
      }
      reader.join(DRAIN_MILLIS);
      if (STOPPING.contains(child.exitValue())) {
        children.requireNotStopping();
      }
      return Optional.empty();
    } finally {
      children.remove(child);
    }
  }

  /** What a trial prints that is no progress, a plugin's too, belongs into its log. */
  private static void read(Process child, ProgressView view, Limits.Watch watch, Path log) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        Optional<ProgressLine> progress = ProgressLine.parse(text);
        if (progress.isPresent()) {
          watch.progress(progress.get());
          view.show(progress.get());
        } else {
          append(log, text);
        }
      }
    } catch (IOException e) {
      // The process was ended, which closes its output.
    }
  }

  private static void append(Path log, String line) {
    try {
      Files.writeString(log, ExitReason.PRINTED + line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      // The folder is gone, which is told when the trial has ended; its output is still to be read.
    }
  }
}
