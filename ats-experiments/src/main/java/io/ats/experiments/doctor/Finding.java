package io.ats.experiments.doctor;

import io.ats.core.options.Printable;
import java.util.Locale;

/**
 * What a check found, in one line.
 *
 * @param status {@code WRONG} if and only if {@code ./ats run} would fail
 */
record Finding(Status status, String text) {

  /** How it is. */
  enum Status {
    OK,
    MISSING,
    WRONG;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes the text printable. */
  Finding {
    text = Printable.message(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  static Finding ok(String found) {
    return new Finding(Status.OK, found);
  }

  /**
   * Something is not there that a run does without.
   *
   * @param use what it is for
   */
  static Finding missing(String what, String use) {
    return new Finding(Status.MISSING, what + "; for " + use);
  }

  /** A run would fail, for a reason that another finding has. */
  static Finding unknown(String why) {
    return new Finding(Status.WRONG, why);
  }

  /**
   * A run would fail.
   *
   * @param fix what to do about it
   */
  static Finding wrong(String what, String fix) {
    return new Finding(Status.WRONG, what + ". Fix: " + fix);
  }
}
