package io.ats.experiments.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One node of an immutable configuration tree. It knows its source, {@code file:line} or {@code
 * --set key=value}, which plays no part in equality. A value under a key has the key's line.
 */
public sealed interface ConfigNode {

  /** Source of nodes that come from a default, not from a file or an argument. */
  String DEFAULT = "default";

  /** Returns where the node stands. */
  String source();

  /** Returns the same node from another source; its children keep theirs. */
  ConfigNode from(String source);

  /** Returns how messages call the node's value: {@code 'text'}, or what it is. */
  String shown();

  /**
   * Parses YAML; an empty document is an empty mapping.
   *
   * @param file what messages call the file
   * @throws ConfigException for a syntax error or a duplicate key, with file and line
   */
  static ConfigNode parse(String text, String file) {
    return YamlReader.parse(text, mark -> file + ":" + mark);
  }

  /**
   * Reads a YAML file; messages call it by its last name.
   *
   * @throws ConfigException if it is not there, not UTF-8, or not valid YAML
   */
  static ConfigNode read(Path file) {
    return YamlReader.read(file);
  }

  /** Returns a mapping without keys, from no file. */
  static Mapping empty() {
    return new Mapping(Map.of(), DEFAULT);
  }

  /**
   * Returns this as a mapping; nothing, as in {@code training:} alone, is an empty one.
   *
   * @param path the dotted key that leads here, for messages
   * @throws ConfigException if it is text or a list
   */
  default Mapping mapping(String path) {
    if (this instanceof Mapping mapping) {
      return mapping;
    }
    if (this instanceof Scalar scalar && scalar.text() == null) {
      return new Mapping(Map.of(), source());
    }
    throw ConfigException.at(this, path, "expected a mapping, got " + shown());
  }

  /**
   * Returns the items of this list.
   *
   * @param path the dotted key that leads here, for messages
   * @param what what the list holds, for messages: {@code a list of …}
   * @throws ConfigException if it is not a list
   */
  default List<ConfigNode> list(String path, String what) {
    if (this instanceof Sequence sequence) {
      return sequence.items();
    }
    throw ConfigException.at(this, path, "expected a list of " + what + ", got " + shown());
  }

  /**
   * Text as it stands in the file, parsed by whoever receives it.
   *
   * @param text null where the file has nothing, {@code null} or {@code ~}
   */
  record Scalar(String text, String source) implements ConfigNode {

    @Override
    public Scalar from(String other) {
      return new Scalar(text, other);
    }

    @Override
    public String shown() {
      return text == null ? "nothing" : "'" + text + "'";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Scalar that && Objects.equals(text, that.text);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(text);
    }
  }

  /** A list. */
  record Sequence(List<ConfigNode> items, String source) implements ConfigNode {

    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Sequence from(String other) {
      return new Sequence(items, other);
    }

    @Override
    public String shown() {
      return "a list";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Sequence that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
      return items.hashCode();
    }
  }

  /** Values by key, in the file's order; the order plays no part in equality. */
  record Mapping(Map<String, ConfigNode> entries, String source) implements ConfigNode {

    /** Copies the entries. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Returns the value under a key. */
    public Optional<ConfigNode> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** Returns this mapping without a key. */
    public Mapping without(String key) {
      Map<String, ConfigNode> rest = new LinkedHashMap<>(entries);
      rest.remove(key);
      return new Mapping(rest, source);
    }

    /**
     * Returns the mapping under a key, empty where there is none.
     *
     * @param path the dotted key that leads to the value, for messages
     * @throws ConfigException if the value is text or a list
     */
    public Mapping section(String key, String path) {
      return get(key).map(node -> node.mapping(path)).orElse(new Mapping(Map.of(), source));
    }

    @Override
    public Mapping from(String other) {
      return new Mapping(entries, other);
    }

    @Override
    public String shown() {
      return "a mapping";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Mapping that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
      return entries.hashCode();
    }
  }
}
