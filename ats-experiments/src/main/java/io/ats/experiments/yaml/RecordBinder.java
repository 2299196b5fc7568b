package io.ats.experiments.yaml;

import io.ats.core.options.OptionException;
import io.ats.core.options.Worded;
import io.ats.core.plugin.Component;
import io.ats.core.plugin.Components;
import io.ats.core.plugin.UnknownNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Binds configuration to records: a key is the kebab-case name of a component; an absent key keeps
 * the default. Components are {@code int}, {@code long}, {@code double}, {@code boolean}, {@code
 * String}, enums (kebab case), lists of those, {@link Worded} values, records of all these, and
 * named {@link Component}s. The keys of an {@link io.ats.core.options.Embedded} record are among
 * those of the record that contains it.
 */
public final class RecordBinder {

  private static final Pattern WORD = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final String PLUGIN = "if a plugin brings it, give its jar with --plugin JAR";

  private final Components components;

  /** Creates a binder that finds components by name. */
  public RecordBinder(Components components) {
    this.components = components;
  }

  /**
   * Returns {@code defaults}, a record without components, with the values that {@code node} sets.
   *
   * @param defaults a record with the values of absent keys
   * @param path the dotted key that leads to {@code node}, for messages; empty at the root
   * @throws ConfigException for an unknown key, a value of the wrong type or outside the range in
   *     {@link io.ats.core.options.Option}, or one that the record's constructor rejects
   */
  public static <R> R bind(ConfigNode node, R defaults, String path) {
    return new RecordBinder(null).bind(node, defaults, path, "");
  }

  /**
   * Returns the component that a node names, with the options that it sets.
   *
   * @param kind the component's kind
   * @param path the dotted key that leads to {@code node}
   * @throws ConfigException as {@link #bind} does, and for a missing or unknown name
   */
  public <S> Component<S> component(ConfigNode node, Class<S> kind, String path) {
    return component(node.mapping(path), kind, Optional.empty(), path);
  }

  /** Without a name it is {@code absent}. */
  private <S> Component<S> component(
      ConfigNode.Mapping given, Class<S> kind, Optional<Component<S>> absent, String path) {
    Optional<ConfigNode> name = given.get("name");
    // Naming the component that is there anyway keeps its options.
    Component<S> base =
        name.map(node -> named(node, kind, path))
            .filter(found -> absent.isEmpty() || !found.name().equals(absent.get().name()))
            .or(() -> absent)
            .orElseThrow(() -> ConfigException.at(given, path, "its 'name' is missing"));
    ConfigNode.Mapping options =
        given.without("name").from(name.map(ConfigNode::source).orElse(given.source()));
    String remark = path.substring(path.lastIndexOf('.') + 1) + " '" + base.name() + "'";
    return new Component<>(base.name(), bind(options, base.spec(), path, remark));
  }

  private <S> Component<S> named(ConfigNode name, Class<S> kind, String path) {
    String text = name.text(path + ".name");
    try {
      return new Component<>(text, components.of(kind).get(text));
    } catch (UnknownNameException e) {
      throw ConfigException.at(name, path + ".name", e.getMessage() + "; " + PLUGIN);
    }
  }

  /**
   * Binds a record.
   *
   * @param remark added in parentheses to the message about an unknown key; may be empty
   */
  private <R> R bind(ConfigNode node, R defaults, String path, String remark) {
    ConfigNode.Mapping mapping = node.mapping(path);
    Trees.requireKnown(mapping, path, Records.keys((Record) defaults), remark);
    return record(mapping, defaults, path);
  }

  private <R> R record(ConfigNode.Mapping mapping, R defaults, String path) {
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

  private Object value(ConfigNode given, Records.Field component, String path) {
    if (component.value() instanceof Component<?> absent) {
      return component(given, component.type(), absent, path);
    }
    if (component.value() instanceof Worded<?> absent) {
      return worded(given, absent, path);
    }
    if (component.nested()) {
      return bind(given, component.value(), path, "");
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

  private static Object worded(ConfigNode given, Worded<?> absent, String path) {
    List<ConfigNode> items =
        given instanceof ConfigNode.Sequence sequence ? sequence.items() : List.of(given);
    List<String> words = new ArrayList<>();
    for (ConfigNode item : items) {
      if (!(item instanceof ConfigNode.Scalar word) || word.text() == null) {
        throw ConfigException.at(
            item, path, "expected a " + absent.kind() + ", got " + item.shown());
      }
      words.add(word.text());
    }
    try {
      return absent.of(words);
    } catch (OptionException e) {
      throw ConfigException.at(given, path, e.getMessage());
    }
  }

  private <S> Object component(ConfigNode given, Class<S> kind, Component<?> absent, String path) {
    Component<S> own = new Component<>(absent.name(), kind.cast(absent.spec()));
    return component(given.mapping(path), kind, Optional.of(own), path);
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
