package io.ats.experiments.run;

import io.ats.experiments.config.PlannedTrial;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.trial.TrialLabel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs trials on this machine, each in a process of its own, some at a time. */
public final class LocalLauncher {

  private final TrialProcess process;
  private final Failures failures;
  private final int workers;
  private final PrintStream out;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /** Creates a launcher of {@code workers} processes at a time. */
  public LocalLauncher(TrialProcess process, Failures failures, int workers, PrintStream out) {
    this.process = process;
    this.failures = failures;
    this.workers = workers;
    this.out = out;
  }

  /** Is called after each trial, one call at a time. */
  @FunctionalInterface
  public interface AfterTrial {
    /** Called with the trial's result, good or bad. */
    void accept(TrialResult result) throws IOException;
  }

  /**
   * Runs the trials that have no result yet, to the end of all of them whatever becomes of each.
   *
   * @throws IOException if the run folder cannot be written
   */
  public void run(RunFolder folder, List<PlannedTrial> trials, TrialLabel shared, AfterTrial after)
      throws IOException {
    Thread stop = new Thread(() -> running.forEach(Process::destroy));
    Runtime.getRuntime().addShutdownHook(stop);
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < trials.size(); i++) {
        PlannedTrial trial = trials.get(i);
        String title =
            "[%d/%d] %s seed %d"
                .formatted(i + 1, trials.size(), trial.variant(), trial.config().seed());
        all.add(
            pool.submit(
                () -> {
                  TrialResult result = run(folder.trial(trial.id()), trial, shared, title);
                  synchronized (this) {
                    after.accept(result);
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; run the same command again to go on", e);
    } finally {
      running.forEach(Process::destroy);
      pool.shutdownNow();
      Runtime.getRuntime().removeShutdownHook(stop);
    }
  }

  private TrialResult run(TrialFolder folder, PlannedTrial trial, TrialLabel shared, String title)
      throws IOException, InterruptedException {
    TrialLabel label =
        new TrialLabel(shared.suite(), shared.preset(), trial.variant(), shared.device());
    Files.createDirectories(folder.root());
    Json.writeWhole(folder.config(), trial.config().yaml());
    Json.write(folder.label(), label);
    if (Files.exists(folder.result())) {
      out.println(title + ": done before");
      return Json.read(folder.result(), TrialResult.class);
    }
    Files.deleteIfExists(folder.failure());
    out.println(title);
    int exit = follow(process.start(folder.root(), folder.log()), title);
    if (exit == 0 && Files.exists(folder.result())) {
      return Json.read(folder.result(), TrialResult.class);
    }
    if (Files.exists(folder.failure())) {
      TrialResult failed = Json.read(folder.failure(), TrialResult.class);
      out.println("  failed: " + failed.reason());
      return failed;
    }
    TrialResult failed = failures.record(folder, trial.config(), label, reason(folder, exit));
    out.println("  failed: " + failed.reason());
    return failed;
  }

  private int follow(Process child, String title) throws IOException, InterruptedException {
    running.add(child);
    try (ProgressView view = ProgressView.of(title, out);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ProgressLine.parse(line).ifPresent(view::show);
      }
      return child.waitFor();
    } finally {
      running.remove(child);
    }
  }

  /** Says how the process ended: 128 + n is signal n. */
  private static String reason(TrialFolder folder, int exit) throws IOException {
    String how =
        exit > 128
            ? "the trial's process was ended by signal " + (exit - 128) + signalName(exit - 128)
            : "the trial's process ended with status " + exit;
    return how + "; see " + folder.log() + lastLine(folder);
  }

  private static String signalName(int signal) {
    return switch (signal) {
      case 6 -> " (SIGABRT: the native library gave up)";
      case 9 -> " (SIGKILL: killed, perhaps for want of memory)";
      case 11 -> " (SIGSEGV: the native library crashed)";
      case 15 -> " (SIGTERM)";
      default -> "";
    };
  }

  private static String lastLine(TrialFolder folder) throws IOException {
    try {
      List<String> lines =
          Files.readAllLines(folder.log()).stream().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
