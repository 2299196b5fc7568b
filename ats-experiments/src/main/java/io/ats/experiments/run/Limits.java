package io.ats.experiments.run;

import io.ats.experiments.suite.LauncherConfig;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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

  /** Starts measuring. */
  Watch watch() {
    return new Watch();
  }

  /** Measures one process. */
  final class Watch {
    private volatile long start = System.nanoTime();
    private volatile long progress = start;

    /** Records the process's progress. */
    void progress(ProgressLine line) {
      progress = System.nanoTime();
      if (line.waiting()) {
        start = progress;
      }
    }

    /** Returns the limit that the process exceeds, as text; empty if it exceeds none. */
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
