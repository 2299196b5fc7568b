package io.ats.core.options;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Keys of options and checks of their values. */
public final class Options {

  private static final Pattern WORD_END = Pattern.compile("([a-z0-9])([A-Z])");

  /** Java reads names and annotations from the class file again whenever it is asked. */
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          return List.of(type.getRecordComponents());
        }
      };

  private Options() {}

  /** Returns a record's components, in order. */
  public static List<RecordComponent> components(Class<?> type) {
    return COMPONENTS.get(type);
  }

  /** Returns the key of a record's component: {@code patch-size} for {@code patchSize}. */
  public static String key(String component) {
    return WORD_END.matcher(component).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
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
    List<RecordComponent> components = components(type);
    if (components.size() != values.length) {
      throw new IllegalStateException(
          type.getSimpleName() + " has " + components.size() + " components, not " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        throw new OptionException(
            key(components.get(i).getName()) + " must not be null; leave it out for the default");
      }
      check(components.get(i), values[i]);
    }
  }

  private static void check(RecordComponent component, Object value) {
    if (value instanceof List<?> items) {
      items.forEach(item -> check(component, item));
      return;
    }
    Range range = Range.of(component.getAnnotation(Option.class));
    if (value instanceof Number number
        && !(Double.isFinite(number.doubleValue()) && range.contains(number.doubleValue()))) {
      String allowed = range.text().isEmpty() ? "finite" : range.text();
      throw new OptionException(
          key(component.getName()) + " must be " + allowed + ", got " + value);
    }
  }
}
