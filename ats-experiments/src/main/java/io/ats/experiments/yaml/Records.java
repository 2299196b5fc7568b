package io.ats.experiments.yaml;

import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.options.Range;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

/** Reads and creates records by reflection. */
final class Records {

  private Records() {}

  /**
   * One component of a record instance.
   *
   * @param key its kebab-case name
   * @param type its type; of a list, the element type
   * @param list whether it is a list
   * @param value its value in the instance, never null
   * @param option its annotation, null if it has none
   * @param embedded whether it is marked {@link Embedded}
   */
  record Field(
      String key, Class<?> type, boolean list, Object value, Option option, boolean embedded) {

    Range range() {
      return Range.of(option);
    }

    boolean nested() {
      return !list && type.isRecord();
    }
  }

  /**
   * Returns a record's components in order.
   *
   * @throws IllegalStateException for a component that is null or has an unsupported type
   */
  static List<Field> components(Record record) {
    return Options.components(record.getClass()).stream()
        .map(component -> component(record, component))
        .toList();
  }

  /** Returns the keys of a record's options, including those of embedded records. */
  static List<String> keys(Record record) {
    return components(record).stream()
        .flatMap(
            each -> each.embedded() ? keys((Record) each.value()).stream() : Stream.of(each.key()))
        .toList();
  }

  private static Field component(Record record, RecordComponent component) {
    boolean list = component.getType() == List.class;
    Class<?> type = list ? element(component) : component.getType();
    Object value = value(record, component.getAccessor());
    if (value == null || !(Values.isScalar(type) || (type.isRecord() && !list))) {
      throw new IllegalStateException(
          record.getClass().getSimpleName()
              + "."
              + component.getName()
              + " cannot be configured: "
              + (value == null ? "its default is null" : component.getGenericType()));
    }
    return new Field(
        Options.key(component.getName()),
        type,
        list,
        value,
        component.getAnnotation(Option.class),
        component.isAnnotationPresent(Embedded.class));
  }

  private static Class<?> element(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType type
            && type.getActualTypeArguments()[0] instanceof Class<?> element
        ? element
        : Object.class;
  }

  private static Object value(Record record, Method accessor) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(accessor + " cannot be called", e);
    }
  }

  /** Creates a record; exceptions of its constructor pass through. */
  static <R> R make(Class<R> type, List<Object> values) {
    Class<?>[] types =
        Options.components(type).stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(type + " cannot be created", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be created", e);
    }
  }
}
