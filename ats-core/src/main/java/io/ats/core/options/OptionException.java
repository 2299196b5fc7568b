package io.ats.core.options;

/**
 * Thrown if an option's value is invalid, by itself or for other options or the images; the message
 * names the value and the fix.
 */
public final class OptionException extends IllegalArgumentException {

  /** Creates the exception with a message that names the option, its value and what to do. */
  public OptionException(String message) {
    super(Printable.message(message));
  }
}
