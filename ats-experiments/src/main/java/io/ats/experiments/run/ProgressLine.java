package io.ats.experiments.run;

import java.util.Optional;

/**
 * How far a trial is: a line that its process prints and its launcher reads.
 *
 * @param done steps done
 * @param total steps in all
 * @param text the latest epoch's figures
 */
public record ProgressLine(long done, long total, String text) {

  private static final String MARK = "@progress ";

  /** Says that another process trains the trial, and this one waits for it. */
  public static final ProgressLine WAITING =
      new ProgressLine(0, 0, "waits for another process that trains this trial");

  /** Returns whether the trial waits and has not begun. */
  public boolean waiting() {
    return total == 0;
  }

  /** Returns the line to print. */
  public String line() {
    return MARK + done + " " + total + " " + text;
  }

  /** Returns what a line says, if it is one of these. */
  public static Optional<ProgressLine> parse(String line) {
    String[] parts = line.startsWith(MARK) ? line.split(" ", 4) : new String[0];
    return parts.length < 4
        ? Optional.empty()
        : Optional.of(
            new ProgressLine(Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]));
  }
}
