package io.ats.experiments.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Pure functions on configuration trees: merging, dotted paths, unknown keys. */
public final class Trees {

  private static final String NAME = ".name";

  private Trees() {}

  /**
   * Returns {@code base} overridden by {@code override}: mappings are merged key by key, an empty
   * value over a mapping changes nothing, anything else is replaced. A mapping with another {@code
   * name} than the base's replaces it as a whole, since the options of one component do not apply
   * to another.
   *
   * @throws ConfigException for a mapping over text or a list
   */
  public static ConfigNode merge(ConfigNode base, ConfigNode override) {
    return above(base, override, Trees::merge);
  }

  /** Returns the same; {@code both} combines two mappings. */
  public static ConfigNode above(
      ConfigNode base, ConfigNode override, BinaryOperator<ConfigNode.Mapping> both) {
    if (!(base instanceof ConfigNode.Mapping below)) {
      if (override instanceof ConfigNode.Mapping) {
        base.mapping(""); // neither text nor a list can be refined
      }
      return override;
    }
    if (override instanceof ConfigNode.Mapping above) {
      return both.apply(below, above);
    }
    return override.isNothing() ? base : override;
  }

  /** Returns {@code base} overridden by {@code override}, as for nodes. */
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

  /** Returns the union of two mappings; {@code both} combines the values of a common key. */
  public static ConfigNode.Mapping overlay(
      ConfigNode.Mapping base, ConfigNode.Mapping override, BinaryOperator<ConfigNode> both) {
    Map<String, ConfigNode> merged = new LinkedHashMap<>(base.entries());
    override.entries().forEach((key, value) -> merged.merge(key, value, both));
    return new ConfigNode.Mapping(merged, override.source());
  }

  /** Returns a mapping with one value, under a dotted path. */
  public static ConfigNode.Mapping at(String path, ConfigNode value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return new ConfigNode.Mapping(Map.of(path, value), value.source());
    }
    ConfigNode below = at(path.substring(dot + 1), value);
    return new ConfigNode.Mapping(Map.of(path.substring(0, dot), below), value.source());
  }

  /**
   * Returns the options in which a configuration differs from others, with its values, {@code –} if
   * it lacks one. Options of components with other names are not compared; of these the name is.
   *
   * @param own its {@link #leaves}
   * @param others the others', and its own again if that is simpler
   */
  public static Map<String, String> differing(
      Map<String, String> own, List<Map<String, String>> others) {
    Set<String> keys = new LinkedHashSet<>(own.keySet());
    others.forEach(other -> keys.addAll(other.keySet()));
    Map<String, String> differing = new LinkedHashMap<>();
    for (String key : keys) {
      if (others.stream().anyMatch(other -> differ(key, own, other))) {
        String shown = key.endsWith(NAME) ? key.substring(0, key.length() - NAME.length()) : key;
        differing.put(shown, own.getOrDefault(key, "–"));
      }
    }
    return differing;
  }

  private static boolean differ(String key, Map<String, String> a, Map<String, String> b) {
    String name = key.replaceFirst("\\..*", "") + NAME;
    return !Objects.equals(a.get(key), b.get(key))
        && (key.equals(name) || Objects.equals(a.get(name), b.get(name)));
  }

  /** Returns every value's {@link #text} by its dotted path. */
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
              } else {
                leaves.put(prefix + key, text(value));
              }
            });
  }

  /** Returns a scalar's text, unquoted, or another node as YAML on one line. */
  public static String text(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar
        ? String.valueOf(scalar.text())
        : ConfigWriter.inline(node);
  }

  /**
   * Checks that a mapping has no unknown keys.
   *
   * @param path the dotted key that leads to the mapping, empty at the root
   * @throws ConfigException for the first unknown key, with the nearest known key and all of them
   */
  public static void requireKnown(ConfigNode.Mapping mapping, String path, List<String> known) {
    requireKnown(mapping, path, known, "", Map.of());
  }

  /** Checks the same; {@code meant} holds what to propose for some unknown keys. */
  public static void requireKnown(
      ConfigNode.Mapping mapping, List<String> known, Map<String, String> meant) {
    requireKnown(mapping, "", known, "", meant);
  }

  /** Checks the same; {@code remark} is added to the message in parentheses. */
  static void requireKnown(
      ConfigNode.Mapping mapping, String path, List<String> known, String remark) {
    requireKnown(mapping, path, known, remark, Map.of());
  }

  private static void requireKnown(
      ConfigNode.Mapping mapping,
      String path,
      List<String> known,
      String remark,
      Map<String, String> meant) {
    for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
      String key = entry.getKey();
      if (!known.contains(key)) {
        String advice =
            known.isEmpty()
                ? "; there are no options"
                : meant.containsKey(key)
                    ? Names.meant(meant.get(key), known)
                    : Names.advice(key, known);
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
