package io.ats.core.testing;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/** Options records with some components replaced. */
public final class OptionRecords {

  private OptionRecords() {}

  /** Returns whether the record has a component of that name. */
  public static boolean has(Record options, String name) {
    return Arrays.stream(options.getClass().getRecordComponents())
        .anyMatch(component -> component.getName().equals(name));
  }

  /** Returns the value of a component. */
  public static Object get(Record options, String name) {
    for (RecordComponent component : options.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        return read(options, component);
      }
    }
    throw new IllegalArgumentException(options.getClass() + " has no component " + name);
  }

  /** Returns a copy with the components that it has of those named replaced. */
  public static Record with(Record options, Map<String, ?> values) {
    RecordComponent[] components = options.getClass().getRecordComponents();
    Object[] arguments =
        Arrays.stream(components)
            .map(
                component ->
                    values.containsKey(component.getName())
                        ? values.get(component.getName())
                        : read(options, component))
            .toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (Record) options.getClass().getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot copy " + options, e);
    }
  }

  private static Object read(Record options, RecordComponent component) {
    try {
      return component.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
