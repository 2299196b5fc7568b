package io.ats.experiments.run;

import io.ats.experiments.suite.LauncherConfig;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time limits of a trial's process.
 *
 * @param minutes the longest time it may take; 0: no limit
 * @param silentMinutes the longest time without progress; 0: no limit
 */
public record Limits(double minutes, double silentMinutes) {

  /** Returns the limits in a suite's launcher options. */
  public static Limits of(LauncherConfig config) {
    return new Limits(config.timeLimit(), config.hangLimit());
  }

  /** Who does not look for this long was itself stopped, and the process with it. */
  private static final long STOPPED_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Starts measuring. */
  Watch watch() {
    return new Watch(System::nanoTime);
  }

  /** Starts measuring by a clock, nanoseconds. */
  Watch watch(LongSupplier clock) {
    return new Watch(clock);
  }

  /** Measures one process, which is looked at every few moments. */
  final class Watch {
    private final LongSupplier clock;
    private long looked;
    private long start;
    private long progress;

    private Watch(LongSupplier clock) {
      this.clock = clock;
      looked = clock.getAsLong();
      start = looked;
      progress = looked;
    }

    /** Records the process's progress. */
    synchronized void progress(ProgressLine line) {
      progress = clock.getAsLong();
      if (line.waiting()) {
        start = progress;
      }
    }

    /**
     * Returns the limit that the process exceeds, as text; empty if it exceeds none. Time in which
     * the machine or the run was suspended does not count.
     */
    synchronized Optional<String> exceeded() {
      long now = clock.getAsLong();
      long unseen = now - looked;
      looked = now;
      if (unseen > STOPPED_NANOS) {
        start = Math.min(now, start + unseen);
        progress = Math.min(now, progress + unseen);
      }
      if (minutes > 0 && minutes(now - start) > minutes) {
        return Optional.of("time limit of " + minutes + " minutes exceeded (launcher.time-limit)");
      }
      if (silentMinutes > 0 && minutes(now - progress) > silentMinutes) {
        return Optional.of(
            "hung: no progress for " + silentMinutes + " minutes (launcher.hang-limit)");
      }
      return Optional.empty();
    }

    private static double minutes(long nanos) {
      return (double) nanos / TimeUnit.MINUTES.toNanos(1);
    }
  }
}
