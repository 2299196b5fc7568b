package io.ats.core.options;

import java.math.BigDecimal;

/**
 * The range of numbers that an option allows.
 *
 * @param min the smallest; negative infinity if there is none
 * @param max the largest; infinity if there is none
 * @param above whether {@code min} itself is excluded
 */
public record Range(double min, double max, boolean above) {

  /** Every number. */
  public static final Range ALL =
      new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

  /** Returns the range that an annotation states; {@link #ALL} for null. */
  public static Range of(Option option) {
    return option == null ? ALL : new Range(option.min(), option.max(), option.above());
  }

  /** Returns whether a value is allowed; NaN never is. */
  public boolean contains(double value) {
    return (above ? value > min : value >= min) && value <= max;
  }

  /**
   * Returns the range in words, such as {@code above 0 and at most 1}; empty if there is no limit.
   */
  public String text() {
    boolean low = min != Double.NEGATIVE_INFINITY;
    boolean high = max != Double.POSITIVE_INFINITY;
    if (low && high) {
      return above
          ? "above " + text(min) + " and at most " + text(max)
          : "from " + text(min) + " to " + text(max);
    }
    if (low) {
      return (above ? "above " : "at least ") + text(min);
    }
    return high ? "at most " + text(max) : "";
  }

  private static String text(double limit) {
    return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }
}
