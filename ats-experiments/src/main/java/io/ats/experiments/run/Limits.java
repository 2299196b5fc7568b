package io.ats.experiments.run;

import io.ats.experiments.config.LauncherConfig;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * When a trial's process is to be ended.
 *
 * @param minutes how long it may take; 0: no limit
 * @param silentMinutes how long it may go without progress; 0: no limit
 */
public record Limits(double minutes, double silentMinutes) {

  /** Returns the limits that a suite's launcher sets. */
  public static Limits of(LauncherConfig config) {
    return new Limits(config.timeLimit(), config.hangLimit());
  }

  /** Begins to measure. */
  Watch watch() {
    return new Watch();
  }

  /** The times of one process. */
  final class Watch {
    private volatile long start = System.nanoTime();
    private volatile long progress = start;

    /** Notes that the process made progress. */
    void progress(ProgressLine line) {
      progress = System.nanoTime();
      if (line.waiting()) {
        start = progress;
      }
    }

    /** Returns why the process must be ended, if it must. */
    Optional<String> exceeded() {
      long now = System.nanoTime();
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
