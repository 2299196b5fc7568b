package io.ats.core.testing;

import io.ats.core.geometry.PatchSizes;
import io.ats.core.options.Embedded;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/** Options records with some components replaced; those of embedded records count as their own. */
public final class OptionRecords {

  private OptionRecords() {}

  /** Returns whether the record has a component of that name. */
  public static boolean has(Record options, String name) {
    return Arrays.stream(options.getClass().getRecordComponents())
        .anyMatch(
            component ->
                embedded(component)
                    ? has((Record) read(options, component), name)
                    : component.getName().equals(name));
  }

  /** Returns the value of a component. */
  public static Object get(Record options, String name) {
    for (RecordComponent component : options.getClass().getRecordComponents()) {
      Object value = read(options, component);
      if (embedded(component) && has((Record) value, name)) {
        return get((Record) value, name);
      }
      if (!embedded(component) && component.getName().equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException(options.getClass() + " has no component " + name);
  }

  /**
   * Returns a copy with components replaced.
   *
   * @throws IllegalArgumentException if the record has no component of one of the names
   */
  public static <R> R with(R options, Map<String, ?> values) {
    for (String name : values.keySet()) {
      if (!has((Record) options, name) && !isEmbedded((Record) options, name)) {
        throw new IllegalArgumentException(options.getClass() + " has no component " + name);
      }
    }
    return withAny(options, values);
  }

  private static boolean isEmbedded(Record options, String name) {
    return Arrays.stream(options.getClass().getRecordComponents())
        .anyMatch(component -> component.getName().equals(name));
  }

  /** Returns a copy with the components that it has of those named replaced. */
  @SuppressWarnings("unchecked") // another record of the same class
  public static <R> R withAny(R options, Map<String, ?> values) {
    RecordComponent[] components = options.getClass().getRecordComponents();
    Object[] arguments =
        Arrays.stream(components)
            .map(component -> replaced((Record) options, component, values))
            .toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (R) options.getClass().getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException("cannot copy " + options, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot copy " + options, e);
    }
  }

  private static Object replaced(Record options, RecordComponent component, Map<String, ?> values) {
    if (values.containsKey(component.getName())) {
      Object value = values.get(component.getName());
      return component.getType() == PatchSizes.class && value instanceof Integer side
          ? PatchSizes.square(side)
          : value;
    }
    Object value = read(options, component);
    return embedded(component) ? withAny((Record) value, values) : value;
  }

  private static boolean embedded(RecordComponent component) {
    return component.isAnnotationPresent(Embedded.class);
  }

  private static Object read(Record options, RecordComponent component) {
    try {
      return component.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
