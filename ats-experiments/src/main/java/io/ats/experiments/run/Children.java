package io.ats.experiments.run;

import io.ats.experiments.trial.Memory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The trials' processes of this launcher; none is left when it is closed or its process ends. */
public final class Children implements AutoCloseable {

  private static final long GRACE_SECONDS = 5;
  private static final long STOP_MILLIS = 3000;

  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::stop, "end-trials");
  private volatile boolean stopping;
  private volatile double peakMb;

  /** Creates an empty set that ends with this virtual machine. */
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

  /** Throws if this process is being ended. */
  void requireOpen() throws InterruptedException {
    if (stopping) {
      throw new InterruptedException();
    }
  }

  void remove(Process child) {
    running.remove(child);
  }

  /** Returns the resident sizes of the processes there are, MiB. */
  double[] residentMb() {
    return running.stream()
        .mapToDouble(child -> zeroIfUnknown(Memory.residentMb(child.pid())))
        .toArray();
  }

  /** Notes how much memory a process has had. */
  void observe(Process child) {
    peakMb = Math.max(peakMb, zeroIfUnknown(Memory.peakMb(child.pid())));
  }

  private static double zeroIfUnknown(double size) {
    return Double.isNaN(size) ? 0 : size;
  }

  /** Returns the most that a process of this launcher has had, MiB; 0 if unknown. */
  double peakMb() {
    return peakMb;
  }

  /** Ends a process: SIGTERM, after a while SIGKILL. */
  static void end(Process child) throws InterruptedException {
    child.destroy();
    if (!child.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      child.destroyForcibly().waitFor();
    }
  }

  /**
   * Tells a process that ended with this one from one that was ended alone: an interrupt reaches
   * both, in either order.
   *
   * @throws InterruptedException if this process is being ended too
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
      // This process is being ended: the hook is at work.
    }
  }
}
