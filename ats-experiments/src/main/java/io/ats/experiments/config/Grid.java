package io.ats.experiments.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The values that dotted keys take in turn.
 *
 * @param values the values of each key, at least one, none twice
 */
public record Grid(Map<String, List<ConfigNode>> values) {

  /** What stands for a longer key in grids and arguments. */
  private static final Map<String, String> SHORT = Map.of("task", "dataset.task");

  /** A grid of one point. */
  static final Grid NONE = new Grid(Map.of());

  /** Copies the values. */
  public Grid {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * One combination of values.
   *
   * @param overrides what it lays over a row
   * @param remarks {@code key=value} for what would otherwise not tell two of its trials apart
   */
  record Point(ConfigNode.Mapping overrides, List<String> remarks) {}

  /** Returns the key that a short key stands for. */
  static String longKey(String key) {
    return SHORT.getOrDefault(key, key);
  }

  /**
   * Reads a grid.
   *
   * @throws ConfigException if a key has no values, or one twice
   */
  static Grid of(ConfigNode.Mapping node, String path) {
    Map<String, List<ConfigNode>> values = new LinkedHashMap<>();
    node.entries()
        .forEach(
            (key, list) -> {
              String place = Names.join(path, key);
              List<ConfigNode> given = list.list(place, "values");
              if (given.isEmpty()) {
                throw ConfigException.at(list, place, "expected at least one value, got none");
              }
              if (new LinkedHashSet<>(given).size() < given.size()) {
                throw ConfigException.at(list, place, "a value stands there twice");
              }
              if (values.put(longKey(key), given) != null) {
                throw ConfigException.at(list, place, "this key has values already");
              }
            });
    return new Grid(values);
  }

  /** Returns this grid with another's values in place of its own for the other's keys. */
  Grid with(Grid other) {
    Map<String, List<ConfigNode>> both = new LinkedHashMap<>(values);
    both.putAll(other.values);
    return new Grid(both);
  }

  /** Returns this grid without the keys that {@code settings} sets anyway. */
  Grid without(ConfigNode.Mapping settings) {
    Map<String, List<ConfigNode>> rest = new LinkedHashMap<>(values);
    rest.keySet().removeIf(key -> sets(settings, key));
    return new Grid(rest);
  }

  private static boolean sets(ConfigNode.Mapping settings, String key) {
    ConfigNode node = settings;
    for (String part : key.split("\\.", -1)) {
      if (!(node instanceof ConfigNode.Mapping mapping)) {
        return true;
      }
      if (mapping.get(part).isEmpty()) {
        return false;
      }
      node = mapping.entries().get(part);
    }
    return !(node instanceof ConfigNode.Mapping);
  }

  /** Returns all combinations; the last key's values change fastest. */
  List<Point> points() {
    List<Point> points = List.of(new Point(ConfigNode.empty(), List.of()));
    for (Map.Entry<String, List<ConfigNode>> entry : values.entrySet()) {
      List<Point> longer = new ArrayList<>();
      for (Point point : points) {
        for (ConfigNode value : entry.getValue()) {
          longer.add(extend(point, entry.getKey(), value, entry.getValue().size() > 1));
        }
      }
      points = longer;
    }
    return points;
  }

  private static Point extend(Point point, String key, ConfigNode value, boolean varies) {
    ConfigNode.Mapping overrides = Trees.merge(point.overrides(), Trees.at(key, value));
    List<String> remarks = new ArrayList<>(point.remarks());
    if (varies && tellsApart(key)) {
      remarks.add(key.replaceFirst("^selector\\.", "") + "=" + text(value));
    }
    return new Point(overrides, List.copyOf(remarks));
  }

  /** Whether two values of a key need a remark: not where results have a column of it. */
  private static boolean tellsApart(String key) {
    return !List.of("seed", "dataset.task").contains(key)
        && !key.matches("(dataset|selector|encoder|aggregator)(\\.name)?");
  }

  private static String text(ConfigNode value) {
    return value instanceof ConfigNode.Scalar scalar
        ? String.valueOf(scalar.text())
        : ConfigWriter.inline(value);
  }
}
