package io.ats.experiments.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Pure operations on configuration trees: merge, dotted paths, unknown keys. */
public final class Trees {

  private Trees() {}

  /**
   * Returns {@code base} with {@code override} laid over it: mappings merge key by key, everything
   * else is replaced. A mapping whose {@code name} differs from the base's replaces it whole, since
   * another component's options mean nothing to it.
   */
  public static ConfigNode merge(ConfigNode base, ConfigNode override) {
    if (base instanceof ConfigNode.Mapping below && override instanceof ConfigNode.Mapping above) {
      return merge(below, above);
    }
    return override;
  }

  /** Returns {@code base} with {@code override} laid over it, as for nodes. */
  public static ConfigNode.Mapping merge(ConfigNode.Mapping base, ConfigNode.Mapping override) {
    if (override.entries().isEmpty()) {
      return base;
    }
    Optional<ConfigNode> below = base.get("name");
    Optional<ConfigNode> above = override.get("name");
    if (below.isPresent() && above.isPresent() && !below.equals(above)) {
      return override;
    }
    return overlay(base, override, Trees::merge);
  }

  /** Returns both mappings' entries; {@code both} makes the value of a key that both have. */
  static ConfigNode.Mapping overlay(
      ConfigNode.Mapping base, ConfigNode.Mapping override, BinaryOperator<ConfigNode> both) {
    Map<String, ConfigNode> merged = new LinkedHashMap<>(base.entries());
    override.entries().forEach((key, value) -> merged.merge(key, value, both));
    return new ConfigNode.Mapping(merged, override.source());
  }

  /** Returns the mapping that holds {@code value} under a dotted path and nothing else. */
  public static ConfigNode.Mapping at(String path, ConfigNode value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return new ConfigNode.Mapping(Map.of(path, value), value.source());
    }
    ConfigNode below = at(path.substring(dot + 1), value);
    return new ConfigNode.Mapping(Map.of(path.substring(0, dot), below), value.source());
  }

  /** Returns the text of every value by its dotted path; lists as in {@code [1, 2]}. */
  public static Map<String, String> leaves(ConfigNode.Mapping tree) {
    Map<String, String> leaves = new LinkedHashMap<>();
    collect("", tree, leaves);
    return leaves;
  }

  private static void collect(String prefix, ConfigNode.Mapping tree, Map<String, String> leaves) {
    tree.entries()
        .forEach(
            (key, value) -> {
              if (value instanceof ConfigNode.Mapping below) {
                collect(prefix + key + ".", below, leaves);
              } else if (value instanceof ConfigNode.Scalar scalar) {
                leaves.put(prefix + key, String.valueOf(scalar.text()));
              } else {
                leaves.put(prefix + key, ConfigWriter.inline(value));
              }
            });
  }

  /**
   * Checks that a mapping has no other keys than these.
   *
   * @param path the dotted key that leads to the mapping, empty at the root
   * @throws ConfigException naming the first other key, the nearest known one, and all of them
   */
  static void requireKnown(ConfigNode.Mapping mapping, String path, List<String> known) {
    requireKnown(mapping, path, known, "");
  }

  /** Checks the same; {@code remark} ends the message, in parentheses. */
  static void requireKnown(
      ConfigNode.Mapping mapping, String path, List<String> known, String remark) {
    for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
      String key = entry.getKey();
      if (!known.contains(key)) {
        String advice = known.isEmpty() ? "; there are no options" : Names.advice(key, known);
        throw new ConfigException(
            entry.getValue().source(),
            "unknown key '"
                + Names.join(path, key)
                + "'"
                + advice
                + (remark.isEmpty() ? "" : " (" + remark + ")"));
      }
    }
  }
}
