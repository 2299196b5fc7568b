package io.ats.experiments.yaml;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Numbers as text: written in one spelling, read in the usual ones. */
public final class Numbers {

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

  /** More digits than any number needs; arithmetic on a million of them takes minutes. */
  private static final int LONGEST = 400;

  private static final int MOST_DIGITS = 17;
  private static final int LEAST_PLAIN_EXPONENT = -6;
  private static final int LARGEST_PLAIN_EXPONENT = 15;

  private Numbers() {}

  /** Returns whether the text is a decimal number, with or without exponent. */
  static boolean isDecimal(String text) {
    return text.length() <= LONGEST && DECIMAL.matcher(text).matches();
  }

  /** Returns whether the text is a whole number. */
  static boolean isWhole(String text) {
    return text.length() <= LONGEST && WHOLE.matcher(text).matches();
  }

  /** Returns whether two texts are equal, or two spellings of the same number. */
  public static boolean same(String a, String b) {
    return a.equals(b)
        || (isDecimal(a) && isDecimal(b) && new BigDecimal(a).compareTo(new BigDecimal(b)) == 0);
  }

  /**
   * Returns the shortest decimal that reads back as the same number: {@code 10}, {@code 0.001},
   * {@code 1e-9}.
   *
   * @throws IllegalArgumentException if the number is not finite
   */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a configured number must be finite, got " + value);
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= LEAST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
      return shortest.toPlainString();
    }
    BigDecimal leading = shortest.movePointLeft(exponent).stripTrailingZeros();
    return leading.toPlainString() + "e" + exponent;
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MOST_DIGITS));
  }
}
