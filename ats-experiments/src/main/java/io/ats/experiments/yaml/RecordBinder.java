package io.ats.experiments.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Binds configuration to records: a key is the kebab-case name of a component; an absent key keeps
 * the default. Components are {@code int}, {@code long}, {@code double}, {@code boolean}, {@code
 * String}, enums (kebab case), lists of those, and records of all these. The keys of an {@link
 * io.ats.core.options.Embedded} record are among those of the record that contains it.
 */
public final class RecordBinder {

  private static final Pattern WORD = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private RecordBinder() {}

  /** Binds without a remark. */
  public static <R> R bind(ConfigNode node, R defaults, String path) {
    return bind(node, defaults, path, "");
  }

  /**
   * Returns {@code defaults} with the values that {@code node} sets.
   *
   * @param <R> the type of a record, or an interface that it implements
   * @param defaults a record with the values of absent keys
   * @param path the dotted key that leads to {@code node}, for messages; empty at the root
   * @param remark added in parentheses to the message about an unknown key; may be empty
   * @throws ConfigException for an unknown key, a value of the wrong type or outside the range in
   *     {@link io.ats.core.options.Option}, or one that the record's constructor rejects
   */
  public static <R> R bind(ConfigNode node, R defaults, String path, String remark) {
    ConfigNode.Mapping mapping = node.mapping(path);
    Trees.requireKnown(mapping, path, Records.keys((Record) defaults), remark);
    return record(mapping, defaults, path);
  }

  private static <R> R record(ConfigNode.Mapping mapping, R defaults, String path) {
    List<Object> values = new ArrayList<>();
    for (Records.Field component : Records.components((Record) defaults)) {
      if (component.embedded()) {
        values.add(record(mapping, component.value(), path));
        continue;
      }
      String key = Names.join(path, component.key());
      values.add(
          mapping
              .get(component.key())
              .map(given -> value(given, component, key))
              .orElse(component.value()));
    }
    @SuppressWarnings("unchecked") // defaults is an R
    Class<R> type = (Class<R>) defaults.getClass();
    try {
      return Records.make(type, values);
    } catch (IllegalArgumentException e) {
      throw ConfigException.at(culprit(mapping, e.getMessage()), path, e.getMessage());
    }
  }

  private static Object value(ConfigNode given, Records.Field component, String path) {
    if (component.nested()) {
      return bind(given, component.value(), path);
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
    return WORD.matcher(String.valueOf(message))
        .results()
        .flatMap(word -> mapping.get(word.group()).stream())
        .findFirst()
        .orElse(mapping);
  }
}
