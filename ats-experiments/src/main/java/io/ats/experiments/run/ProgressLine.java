package io.ats.experiments.run;

import java.util.Optional;

/**
 * A trial's progress: a line that its process prints and its launcher reads.
 *
 * @param done steps done
 * @param total steps in all
 * @param text loss and accuracy of the latest epoch
 */
public record ProgressLine(long done, long total, String text) {

  private static final String MARK = "@progress ";

  /** The progress of a process that waits for another one to train the trial. */
  public static final ProgressLine WAITING =
      new ProgressLine(0, 0, "waiting for another process that trains this trial");

  /** Returns whether the trial is waiting to start. */
  public boolean waiting() {
    return total == 0;
  }

  /** Returns the line to print. */
  public String line() {
    return MARK + done + " " + total + " " + text;
  }

  /** Parses a printed line; empty if it does not report progress. */
  public static Optional<ProgressLine> parse(String line) {
    String[] parts = line.startsWith(MARK) ? line.split(" ", 4) : new String[0];
    return parts.length < 4
        ? Optional.empty()
        : Optional.of(
            new ProgressLine(Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]));
  }
}
