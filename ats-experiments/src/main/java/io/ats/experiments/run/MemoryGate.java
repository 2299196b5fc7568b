package io.ats.experiments.run;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Delays trials until there is memory for them; one may always run. */
final class MemoryGate {

  private static final long POLL_MILLIS = 1000;

  private final Children children;
  private final double configured;
  private final DoubleSupplier available;
  private int inside;

  /**
   * Creates a gate.
   *
   * @param configured MiB that a trial needs; 0: the largest peak so far
   */
  MemoryGate(Children children, double configured) {
    this(children, configured, FreeMemory::availableMb);
  }

  MemoryGate(Children children, double configured, DoubleSupplier available) {
    this.children = children;
    this.configured = configured;
    this.available = available;
  }

  /** Waits until there is memory for another trial, or none is running. */
  synchronized void enter() throws InterruptedException {
    while (inside > 0 && !room()) {
      wait(POLL_MILLIS);
    }
    inside++;
  }

  /** Records that a trial has ended. */
  synchronized void leave() {
    inside--;
    notifyAll();
  }

  /** Returns whether a trial fits beside what the running ones have yet to allocate. */
  private boolean room() {
    double need = configured > 0 ? configured : children.peakMb();
    double[] taken = children.residentMb();
    double promised =
        Arrays.stream(taken).map(size -> Math.max(0, need - size)).sum()
            + Math.max(0, inside - taken.length) * need;
    double left = available.getAsDouble();
    return Double.isNaN(left) || left - promised >= need;
  }
}
