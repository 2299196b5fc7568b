package io.ats.core.options;

/** Thrown when options do not fit each other or the images; the message names value and fix. */
public final class OptionException extends IllegalArgumentException {

  /** Creates the exception with a message that names the option, its value and what to do. */
  public OptionException(String message) {
    super(message);
  }
}
