package io.ats.experiments.yaml;

import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.options.Range;
import io.ats.core.options.Worded;
import io.ats.core.plugin.Component;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads and creates records by reflection. */
final class Records {

  /** What holds for every instance of a record, looked up once. */
  private record Shape(
      RecordComponent component,
      String key,
      Class<?> type,
      boolean list,
      Option option,
      boolean embedded) {

    static Shape of(RecordComponent component) {
      boolean list = component.getType() == List.class;
      component.getAccessor().setAccessible(true);
      return new Shape(
          component,
          Options.key(component.getName()),
          list || component.getType() == Component.class ? element(component) : component.getType(),
          list,
          component.getAnnotation(Option.class),
          component.isAnnotationPresent(Embedded.class));
    }

    private static Class<?> element(RecordComponent component) {
      return component.getGenericType() instanceof ParameterizedType type
              && type.getActualTypeArguments()[0] instanceof Class<?> element
          ? element
          : Object.class;
    }
  }

  private static final ClassValue<List<Shape>> SHAPES =
      new ClassValue<>() {
        @Override
        protected List<Shape> computeValue(Class<?> type) {
          return Options.components(type).stream().map(Shape::of).toList();
        }
      };

  private Records() {}

  /**
   * One component of a record instance.
   *
   * @param key its kebab-case name
   * @param type its type; of a list, the element type; of a {@link Component}, its kind
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
      return !list && type.isRecord() && !(value instanceof Worded);
    }
  }

  /**
   * Returns a record's components in order.
   *
   * @throws IllegalStateException for a component that is null or has an unsupported type
   */
  static List<Field> components(Record record) {
    List<Field> fields = new ArrayList<>();
    for (Shape shape : SHAPES.get(record.getClass())) {
      fields.add(field(record, shape));
    }
    return fields;
  }

  /** Returns the keys of a record's options, including those of embedded records. */
  static List<String> keys(Record record) {
    return components(record).stream()
        .flatMap(
            each -> each.embedded() ? keys((Record) each.value()).stream() : Stream.of(each.key()))
        .toList();
  }

  private static Field field(Record record, Shape shape) {
    Object value = value(record, shape.component());
    Class<?> type = shape.type();
    boolean supported =
        value instanceof Component
            || value instanceof Worded
            || Values.isScalar(type)
            || (type.isRecord() && !shape.list());
    if (value == null || !supported) {
      throw new IllegalStateException(
          record.getClass().getSimpleName()
              + "."
              + shape.component().getName()
              + " cannot be configured: "
              + (value == null
                  ? "its default is null"
                  : shape.component().getGenericType().toString()));
    }
    return new Field(shape.key(), type, shape.list(), value, shape.option(), shape.embedded());
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
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
