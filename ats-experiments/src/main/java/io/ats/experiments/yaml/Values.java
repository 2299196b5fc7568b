package io.ats.experiments.yaml;

import io.ats.core.options.Options;
import io.ats.core.options.Range;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The values that a scalar can hold: numbers, booleans, text and enums. */
public final class Values {

  private static final Map<Class<?>, Class<?>> UNBOXED =
      Map.of(
          Integer.class, int.class,
          Long.class, long.class,
          Double.class, double.class,
          Boolean.class, boolean.class);

  private Values() {}

  /** Returns whether a scalar can hold values of the type. */
  static boolean isScalar(Class<?> boxed) {
    Class<?> type = unboxed(boxed);
    return UNBOXED.containsValue(type) || type == String.class || type.isEnum();
  }

  /**
   * Returns the value of a scalar.
   *
   * @throws ConfigException if it is of another type or out of range
   */
  @SuppressWarnings("unchecked") // the value parsed is a T
  public static <T> T parse(ConfigNode node, Class<T> boxed, Range range, String path) {
    Class<?> type = unboxed(boxed);
    Object value = null;
    if (node instanceof ConfigNode.Scalar scalar && scalar.text() != null) {
      value = parse(scalar, type, path);
    }
    if (value == null || (value instanceof Number number && !allows(range, number))) {
      throw unexpected(node, path, expected(type, range));
    }
    return (T) value;
  }

  private static boolean allows(Range range, Number value) {
    double number = value.doubleValue();
    return Double.isFinite(number) && range.contains(number);
  }

  private static Object parse(ConfigNode.Scalar scalar, Class<?> type, String path) {
    String text = scalar.text();
    if (type == String.class) {
      return text;
    }
    if (type == boolean.class) {
      return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    if (type == double.class) {
      // Adding zero turns -0.0 into 0.0: it would be written as 0 and read back unequal.
      return Numbers.isDecimal(text) ? Double.valueOf(Double.parseDouble(text) + 0.0) : null;
    }
    return Numbers.isWhole(text) ? whole(scalar, type == int.class, path) : null;
  }

  private static Object whole(ConfigNode.Scalar scalar, boolean narrow, String path) {
    BigInteger value = new BigInteger(scalar.text());
    long least = narrow ? Integer.MIN_VALUE : Long.MIN_VALUE;
    long largest = narrow ? Integer.MAX_VALUE : Long.MAX_VALUE;
    if (value.compareTo(BigInteger.valueOf(least)) < 0) {
      throw unexpected(scalar, path, "a whole number at least " + least);
    }
    if (value.compareTo(BigInteger.valueOf(largest)) > 0) {
      throw unexpected(scalar, path, "a whole number at most " + largest);
    }
    if (narrow) {
      return value.intValue();
    }
    return value.longValue();
  }

  private static Object constant(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (Options.key((Enum<?>) constant).equals(text)) {
        return constant;
      }
    }
    return null;
  }

  private static ConfigException unexpected(ConfigNode node, String path, String expected) {
    return ConfigException.at(node, path, "expected " + expected + ", got " + node.shown());
  }

  private static String expected(Class<?> type, Range range) {
    if (type.isEnum()) {
      return Names.either(constants(type));
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    String limits = range.text();
    return "a " + typeText(type) + (limits.isEmpty() ? "" : " " + limits);
  }

  /** Returns the type's name in documentation; of an enum, its values. */
  static String typeText(Class<?> boxed) {
    Class<?> type = unboxed(boxed);
    if (type.isEnum()) {
      return String.join("|", constants(type));
    }
    if (type == boolean.class) {
      return "true|false";
    }
    if (type == String.class) {
      return "text";
    }
    return type == double.class ? "number" : "whole number";
  }

  /** Returns the plural of that name. */
  static String plural(Class<?> type) {
    String one = typeText(type);
    return one.endsWith("number") ? one + "s" : one;
  }

  /** Returns the text that {@link #parse} reads back as the same value. */
  static String text(Object value) {
    if (value instanceof Enum<?> constant) {
      return Options.key(constant);
    }
    return value instanceof Double number ? Numbers.text(number) : value.toString();
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(e -> Options.key((Enum<?>) e)).toList();
  }

  private static Class<?> unboxed(Class<?> type) {
    return UNBOXED.getOrDefault(type, type);
  }
}
