package io.ats.experiments.suite;

import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An entry of a grid: a key with its values, or keys that advance together.
 *
 * @param keys dotted, at least one
 * @param points the values of the keys, one per key; at least one point, no duplicates
 */
record Axis(List<String> keys, List<List<ConfigNode>> points) {

  /** Separates keys that advance together. */
  private static final String PAIRED = "+";

  /** Copies the lists. */
  Axis {
    keys = List.copyOf(keys);
    points = points.stream().map(List::copyOf).toList();
  }

  /**
   * Reads {@code key: [value, …]}, or {@code key + key: [[value, value], …]}.
   *
   * @throws ConfigException if there are no values, duplicates, or not one value per key
   */
  static Axis of(String key, ConfigNode list, String place) {
    List<String> keys =
        Arrays.stream(key.split("\\" + PAIRED, -1))
            .map(String::strip)
            .map(ShortKeys::dotted)
            .toList();
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
      throw ConfigException.at(list, place, "a value is listed twice");
    }
    return new Axis(keys, points);
  }

  private static List<ConfigNode> together(ConfigNode item, int count, String place) {
    String what = count + " values, one per key";
    List<ConfigNode> values = item.list(place, what);
    if (values.size() != count) {
      throw ConfigException.at(item, place, "expected " + what + ", got " + values.size());
    }
    return values;
  }

  /** Returns this axis with only some of its keys, without duplicate points. */
  Axis keeping(List<String> kept) {
    int[] columns =
        IntStream.range(0, keys.size()).filter(i -> kept.contains(keys.get(i))).toArray();
    Set<List<ConfigNode>> rest = new LinkedHashSet<>();
    points.forEach(point -> rest.add(Arrays.stream(columns).mapToObj(point::get).toList()));
    return new Axis(kept, List.copyOf(rest));
  }

  /** Returns whether a key has more than one value. */
  boolean varies(String key) {
    int column = keys.indexOf(key);
    return points.stream().map(point -> point.get(column)).distinct().count() > 1;
  }
}
