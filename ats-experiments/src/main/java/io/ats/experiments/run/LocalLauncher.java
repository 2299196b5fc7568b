package io.ats.experiments.run;

import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.TrialLabel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs trials on this machine, several at a time while there is memory for them. */
public final class LocalLauncher implements Launcher {

  private final List<Path> plugins;
  private final Failures failures;
  private final Limits limits;
  private final PrintStream out;
  private final Workers workers;
  private final int memory;

  /** Creates a launcher. */
  public LocalLauncher(
      List<Path> plugins,
      Failures failures,
      LauncherConfig config,
      Workers workers,
      PrintStream out) {
    this.plugins = List.copyOf(plugins);
    this.failures = failures;
    limits = Limits.of(config);
    this.out = out;
    this.workers = workers;
    memory = config.memory();
  }

  @Override
  public int run(RunFolder folder, List<PlannedTrial> trials, TrialLabel shared, AfterTrial after)
      throws IOException {
    TrialProcess process = new TrialProcess(PluginCopies.of(folder, plugins), workers.threads());
    TrialSupervisor supervisor = new TrialSupervisor(process, failures, limits, out);
    ExecutorService pool = Executors.newFixedThreadPool(workers.count());
    try (Children children = new Children()) {
      MemoryGate gate = new MemoryGate(children, memory);
      BlockingQueue<TrialLabel> slots = slots(shared);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < trials.size(); i++) {
        PlannedTrial trial = trials.get(i);
        String title = title(i + 1, trials.size(), trial);
        all.add(
            pool.submit(
                () -> {
                  TrialLabel slot = slots.take();
                  gate.enter();
                  try {
                    TrialFolder own = TrialSetup.write(folder, trial, slot);
                    TrialResult result = supervisor.run(own, title, children);
                    synchronized (this) {
                      after.accept(result);
                    }
                  } finally {
                    gate.leave();
                    slots.add(slot);
                  }
                  return null;
                }));
      }
      await(all);
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Waits for all; what one trial dies of, and could not be recorded, is thrown when all ended. */
  private static void await(List<Future<?>> all) throws IOException, InterruptedException {
    Throwable first = null;
    for (Future<?> each : all) {
      try {
        each.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof InterruptedException) {
          throw interrupted(e);
        }
        first = first == null ? e.getCause() : first;
      }
    }
    if (first instanceof IOException cause) {
      throw cause;
    } else if (first != null) {
      throw new IllegalStateException(first);
    }
  }

  private static IOException interrupted(Exception e) {
    return new IOException("interrupted; run the same command again to continue", e);
  }

  private static String title(int number, int of, PlannedTrial trial) {
    return "[%d/%d] %s seed %d".formatted(number, of, trial.variant(), trial.config().seed());
  }

  /** Returns a label per worker, with the GPUs assigned in turn. */
  private BlockingQueue<TrialLabel> slots(TrialLabel shared) {
    BlockingQueue<TrialLabel> slots = new LinkedBlockingQueue<>();
    for (int i = 0; i < workers.count(); i++) {
      boolean spread = workers.gpus() > 1;
      slots.add(spread ? shared.on("gpu:" + i % workers.gpus()) : shared);
    }
    return slots;
  }
}
