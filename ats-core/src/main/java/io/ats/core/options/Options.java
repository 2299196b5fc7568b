package io.ats.core.options;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** Keys of options and checks of their values. */
public final class Options {

  private Options() {}

  /** Returns the key of a record's component: {@code patch-size} for {@code patchSize}. */
  public static String key(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** Returns an enum constant's spelling in configurations: {@code batch-mean} for BATCH_MEAN. */
  public static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Checks values against the ranges that their {@link Option} states. The record's compact
   * constructor calls it, so that records made in code are checked like configurations.
   *
   * @param type the record's class
   * @param values the values of all its components, in order
   * @throws OptionException if a value is out of range, not finite or null; the message names key,
   *     range and value
   */
  public static void check(Class<? extends Record> type, Object... values) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length != values.length) {
      throw new IllegalStateException(
          type.getSimpleName() + " has " + components.length + " components, not " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      String key = key(components[i].getName());
      if (values[i] == null) {
        throw new OptionException(key + " must not be null; leave it out for the default");
      }
      Range range = Range.of(components[i].getAnnotation(Option.class));
      if (values[i] instanceof Number number
          && !(Double.isFinite(number.doubleValue()) && range.contains(number.doubleValue()))) {
        String allowed = range.text().isEmpty() ? "finite" : range.text();
        throw new OptionException(key + " must be " + allowed + ", got " + values[i]);
      }
    }
  }
}
