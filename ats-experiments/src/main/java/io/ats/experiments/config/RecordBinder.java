package io.ats.experiments.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Binds configuration onto records: a key is the kebab-case name of a component, an absent key
 * leaves the default. Components are {@code int}, {@code long}, {@code double}, {@code boolean},
 * {@code String}, enums (kebab-case), lists of those, and records of all these.
 */
public final class RecordBinder {

  private RecordBinder() {}

  /**
   * Returns the record with the values of {@code node} in place of the defaults.
   *
   * @param defaults the values of the keys that are absent
   * @param path the dotted key that leads to {@code node}, for messages; empty at the root
   * @throws ConfigException for an unknown key, a value of another type or out of the range that
   *     {@link io.ats.core.options.Option} states, or one that the record's constructor refuses
   */
  public static <R extends Record> R bind(ConfigNode node, R defaults, String path) {
    ConfigNode.Mapping mapping = node.mapping(path);
    List<Records.Component> components = Records.components(defaults);
    Trees.requireKnown(mapping, path, components.stream().map(c -> c.key()).toList());
    List<Object> values = new ArrayList<>();
    for (Records.Component component : components) {
      String key = Names.join(path, component.key());
      values.add(
          mapping
              .get(component.key())
              .map(given -> value(given, component, key))
              .orElse(component.value()));
    }
    @SuppressWarnings("unchecked") // The class of an R.
    Class<R> type = (Class<R>) defaults.getClass();
    try {
      return Records.make(type, values);
    } catch (IllegalArgumentException e) {
      throw ConfigException.at(culprit(mapping, e.getMessage()), path, e.getMessage());
    }
  }

  private static Object value(ConfigNode given, Records.Component component, String path) {
    if (component.nested()) {
      return bind(given, (Record) component.value(), path);
    }
    if (!component.list()) {
      return Values.parse(given, component.type(), component.range(), path);
    }
    List<Object> values = new ArrayList<>();
    for (ConfigNode item : given.list(path, Values.plural(component.type()))) {
      String place = path + "[" + values.size() + "]";
      values.add(Values.parse(item, component.type(), component.range(), place));
    }
    return List.copyOf(values);
  }

  /** Returns the given value whose key the message names first, else the mapping. */
  private static ConfigNode culprit(ConfigNode.Mapping mapping, String message) {
    String text = String.valueOf(message);
    return mapping.entries().entrySet().stream()
        .filter(entry -> text.contains(entry.getKey()))
        .min(Comparator.comparingInt(entry -> text.indexOf(entry.getKey())))
        .map(entry -> entry.getValue())
        .orElse(mapping);
  }
}
