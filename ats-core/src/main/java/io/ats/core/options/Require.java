package io.ats.core.options;

/** Checks of an options record's values, for those who make one without a configuration. */
public final class Require {

  private Require() {}

  /**
   * Checks that a value is at least another.
   *
   * @throws OptionException if not; it names option and value
   */
  public static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new OptionException(name + " must be at least " + least + ", got " + value);
    }
  }

  /**
   * Checks that a value lies between two others, both included; NaN does not.
   *
   * @param range how the message writes them
   * @throws OptionException if not; it names option, range and value
   */
  public static void within(String name, double value, double min, double max, String range) {
    if (!(value >= min && value <= max)) {
      throw new OptionException(name + " must lie in " + range + ", got " + value);
    }
  }
}
