package io.ats.experiments.config;

import io.ats.core.options.Option;

/**
 * The numbers that an option allows.
 *
 * @param min the least, negative infinity where there is none
 * @param max the largest, infinity where there is none
 * @param above whether {@code min} itself is excluded
 */
record Range(double min, double max, boolean above) {

  /** Every number. */
  static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

  /** Returns the range that an annotation states; a missing annotation states none. */
  static Range of(Option option) {
    return option == null ? ALL : new Range(option.min(), option.max(), option.above());
  }

  /** Returns whether a value is allowed; NaN never is. */
  boolean contains(double value) {
    return (above ? value > min : value >= min) && value <= max;
  }

  /**
   * Returns {@code at least 1}, {@code above 0 and at most 1} and the like; empty without limit.
   */
  String text() {
    boolean low = min != Double.NEGATIVE_INFINITY;
    boolean high = max != Double.POSITIVE_INFINITY;
    if (low && high) {
      return above
          ? "above " + Numbers.text(min) + " and at most " + Numbers.text(max)
          : "from " + Numbers.text(min) + " to " + Numbers.text(max);
    }
    if (low) {
      return (above ? "above " : "at least ") + Numbers.text(min);
    }
    return high ? "at most " + Numbers.text(max) : "";
  }
}
