package io.ats.experiments.yaml;

import io.ats.core.options.Printable;
import io.ats.core.options.Range;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A node of an immutable configuration tree, with its source: {@code file:line} or {@code --set
 * key=value}. The source of a value under a key is the key's line. Equality ignores sources.
 */
public sealed interface ConfigNode {

  /** Source of nodes that come from a default, not from a file or an argument. */
  String DEFAULT = "default";

  /** Returns where the node comes from. */
  String source();

  /** Returns the same node with another source; its children keep theirs. */
  ConfigNode from(String source);

  /** Returns the node for messages: {@code 'its text'}, nothing, a list or a mapping. */
  String shown();

  /**
   * Parses YAML; an empty document is an empty mapping.
   *
   * @param file the file's name in messages
   * @throws ConfigException for a syntax error or a duplicate key, with file and line
   */
  static ConfigNode parse(String text, String file) {
    return YamlReader.parse(text, line -> file + ":" + line);
  }

  /**
   * Parses the YAML value of an argument; blank text is an empty value.
   *
   * @param source the source of every node
   * @throws ConfigException for a syntax error or a duplicate key
   */
  static ConfigNode parseArgument(String text, String source) {
    return text.isBlank() ? new Scalar(null, source) : YamlReader.parse(text, line -> source);
  }

  /**
   * Reads a YAML file; messages name it without its folder.
   *
   * @throws ConfigException if it does not exist, is not UTF-8, or is not valid YAML
   */
  static ConfigNode read(Path file) {
    return read(file, Integer.MAX_VALUE - 8);
  }

  /**
   * Reads a YAML file of at most so many bytes.
   *
   * @throws ConfigException if it does not exist, is larger, not UTF-8, or not valid YAML
   */
  static ConfigNode read(Path file, int mostBytes) {
    return YamlReader.read(file, mostBytes);
  }

  /** Returns whether this is an empty value, as in {@code training:}. */
  default boolean isNothing() {
    return this instanceof Scalar scalar && scalar.text() == null;
  }

  /** Returns an empty mapping with the source {@link #DEFAULT}. */
  static Mapping empty() {
    return new Mapping(Map.of(), DEFAULT);
  }

  /**
   * Returns this as a mapping; an empty value, as in {@code training:}, is an empty mapping.
   *
   * @param path the dotted key that leads here, for messages
   * @throws ConfigException if it is text or a list
   */
  default Mapping mapping(String path) {
    if (this instanceof Mapping mapping) {
      return mapping;
    }
    if (isNothing()) {
      return new Mapping(Map.of(), source());
    }
    throw ConfigException.at(this, path, "expected a mapping, got " + shown());
  }

  /**
   * Returns the items of this list.
   *
   * @param path the dotted key that leads here, for messages
   * @param what the items in the plural, for messages
   * @throws ConfigException if it is not a list
   */
  default List<ConfigNode> list(String path, String what) {
    if (this instanceof Sequence sequence) {
      return sequence.items();
    }
    throw ConfigException.at(this, path, "expected a list of " + what + ", got " + shown());
  }

  /**
   * Returns this as text.
   *
   * @param path the dotted key that leads here, for messages
   * @throws ConfigException if it is empty, a list or a mapping
   */
  default String text(String path) {
    return Values.parse(this, String.class, Range.ALL, path);
  }

  /**
   * A scalar, unparsed.
   *
   * @param text as in the file; null for an empty value, {@code null} and {@code ~}
   */
  record Scalar(String text, String source) implements ConfigNode {

    @Override
    public Scalar from(String other) {
      return new Scalar(text, other);
    }

    @Override
    public String shown() {
      return text == null ? "nothing" : "'" + Printable.shown(text) + "'";
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

  /** Values by key, in the file's order; equality ignores the order. */
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
     * Returns the mapping under a key; empty if there is none.
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
