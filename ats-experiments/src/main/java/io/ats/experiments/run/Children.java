package io.ats.experiments.run;

import io.ats.experiments.trial.Memory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The trials' processes of a launcher; they end when it is closed or its own process ends. */
public final class Children implements AutoCloseable {

  private static final long GRACE_SECONDS = 5;
  private static final long STOP_MILLIS = 3000;

  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::stop, "end-trials");
  private volatile boolean stopping;
  private volatile double peakMb;

  /** Creates an empty set, and a shutdown hook that ends its processes. */
  public Children() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  void add(Process child) throws InterruptedException {
    running.add(child);
    if (stopping) {
      end(child);
      requireOpen();
    }
  }

  /**
   * Checks that this process is not shutting down.
   *
   * @throws InterruptedException if it is
   */
  void requireOpen() throws InterruptedException {
    if (stopping) {
      throw new InterruptedException();
    }
  }

  void remove(Process child) {
    running.remove(child);
  }

  /** Returns the resident size of each running process, MiB; 0 if unknown. */
  double[] residentMb() {
    return running.stream()
        .mapToDouble(child -> zeroIfUnknown(Memory.residentMb(child.pid())))
        .toArray();
  }

  /** Records a process's peak memory. */
  void observe(Process child) {
    peakMb = Math.max(peakMb, zeroIfUnknown(Memory.peakMb(child.pid())));
  }

  private static double zeroIfUnknown(double size) {
    return Double.isNaN(size) ? 0 : size;
  }

  /** Returns the largest peak memory recorded, MiB; 0 if unknown. */
  double peakMb() {
    return peakMb;
  }

  /** Ends a process by SIGTERM, or after {@value #GRACE_SECONDS} seconds by SIGKILL. */
  static void end(Process child) throws InterruptedException {
    child.destroy();
    if (!child.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      child.destroyForcibly().waitFor();
    }
  }

  /**
   * Waits to see whether this process is shutting down after one of its children was ended: an
   * interrupt reaches both, in either order.
   *
   * @throws InterruptedException if it is shutting down
   */
  void requireNotStopping() throws InterruptedException {
    for (long waited = 0; waited < STOP_MILLIS && !stopping; waited += 50) {
      Thread.sleep(50);
    }
    requireOpen();
  }

  private void stop() {
    stopping = true;
    running.forEach(Process::destroy);
    try {
      for (Process child : running) {
        end(child);
      }
    } catch (InterruptedException e) {
      running.forEach(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is shutting down: the hook is running.
    }
  }
}
