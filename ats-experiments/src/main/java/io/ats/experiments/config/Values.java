package io.ats.experiments.config;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads and names the values that a single scalar can be: numbers, truth, text, enums. */
final class Values {

  private static final Map<Class<?>, Class<?>> UNBOXED =
      Map.of(
          Integer.class, int.class,
          Long.class, long.class,
          Double.class, double.class,
          Boolean.class, boolean.class);

  private Values() {}

  /** Returns whether values of the type stand in one scalar. */
  static boolean isScalar(Class<?> boxed) {
    Class<?> type = unboxed(boxed);
    return UNBOXED.containsValue(type) || type == String.class || type.isEnum();
  }

  /**
   * Returns the value of a scalar.
   *
   * @throws ConfigException if it is not of the type or out of range
   */
  static Object parse(ConfigNode node, Class<?> boxed, Range range, String path) {
    Class<?> type = unboxed(boxed);
    Object value = null;
    if (node instanceof ConfigNode.Scalar scalar && scalar.text() != null) {
      value = parse(scalar, type, path);
    }
    if (value == null || (value instanceof Number number && !allows(range, number))) {
      throw unexpected(node, path, expected(type, range));
    }
    return value;
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
      // Adding zero turns -0.0, which would be written as another number, into 0.0.
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
      if (Names.kebab((Enum<?>) constant).equals(text)) {
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

  /** Returns what documentation calls the type; an enum is its values. */
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

  /** Returns what documentation calls several values of the type. */
  static String plural(Class<?> type) {
    String one = typeText(type);
    return one.endsWith("number") ? one + "s" : one;
  }

  /** Returns the text that {@link #parse} reads back as the same value. */
  static String text(Object value) {
    if (value instanceof Enum<?> constant) {
      return Names.kebab(constant);
    }
    return value instanceof Double number ? Numbers.text(number) : value.toString();
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(e -> Names.kebab((Enum<?>) e)).toList();
  }

  private static Class<?> unboxed(Class<?> type) {
    return UNBOXED.getOrDefault(type, type);
  }
}
