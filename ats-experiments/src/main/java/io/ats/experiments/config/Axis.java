package io.ats.experiments.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One entry of a grid: a key with its values, or keys that advance together.
 *
 * @param keys dotted, at least one
 * @param points what they take in turn, a value a key; at least one, none twice
 */
record Axis(List<String> keys, List<List<ConfigNode>> points) {

  /** Stands between keys that advance together. */
  private static final String PAIRED = "+";

  /** Copies the lists. */
  Axis {
    keys = List.copyOf(keys);
    points = points.stream().map(List::copyOf).toList();
  }

  /**
   * Reads {@code key: [value, …]}, or {@code key + key: [[value, value], …]}.
   *
   * @throws ConfigException if there are no values, one twice, or not one a key
   */
  static Axis of(String key, ConfigNode list, String place) {
    List<String> keys =
        Arrays.stream(key.split("\\" + PAIRED, -1)).map(String::strip).map(Grid::longKey).toList();
    if (keys.contains("") || Set.copyOf(keys).size() < keys.size()) {
      throw ConfigException.at(
          list, place, "expected different keys with '" + PAIRED + "' between them");
    }
    List<ConfigNode> items = list.list(place, "values");
    List<List<ConfigNode>> points = new ArrayList<>();
    for (ConfigNode item : items) {
      points.add(
          keys.size() == 1
              ? List.of(item)
              : together(item, keys.size(), place + "[" + points.size() + "]"));
    }
    if (points.isEmpty()) {
      throw ConfigException.at(list, place, "expected at least one value, got none");
    }
    if (new LinkedHashSet<>(points).size() < points.size()) {
      throw ConfigException.at(list, place, "a value stands there twice");
    }
    return new Axis(keys, points);
  }

  private static List<ConfigNode> together(ConfigNode item, int count, String place) {
    String what = count + " values, one a key";
    List<ConfigNode> values = item.list(place, what);
    if (values.size() != count) {
      throw ConfigException.at(item, place, "expected " + what + ", got " + values.size());
    }
    return values;
  }

  /** Returns this axis with only some of its keys, and each combination of their values once. */
  Axis keeping(List<String> kept) {
    int[] columns =
        IntStream.range(0, keys.size()).filter(i -> kept.contains(keys.get(i))).toArray();
    Set<List<ConfigNode>> rest = new LinkedHashSet<>();
    points.forEach(point -> rest.add(Arrays.stream(columns).mapToObj(point::get).toList()));
    return new Axis(kept, List.copyOf(rest));
  }

  /** Returns whether a key takes more than one value. */
  boolean varies(String key) {
    int column = keys.indexOf(key);
    return points.stream().map(point -> point.get(column)).distinct().count() > 1;
  }
}
