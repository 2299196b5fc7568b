package io.ats.experiments.suite;

import io.ats.core.options.Printable;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Names;
import io.ats.experiments.yaml.Trees;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Values of dotted keys, to be combined in every way.
 *
 * @param axes the keys with their values; no key is in two axes
 */
public record Grid(List<Axis> axes) {

  /** A grid without keys, which has one point. */
  static final Grid NONE = new Grid(List.of());

  /** Copies the list. */
  public Grid {
    axes = List.copyOf(axes);
  }

  /**
   * One combination of values.
   *
   * @param overrides the options it sets in a row
   * @param remarks {@code key=value} for each key that a table needs to tell trials apart
   */
  record Point(ConfigNode.Mapping overrides, List<String> remarks) {

    /** Returns this point combined with another grid's, whose values and remarks come first. */
    Point after(Point other) {
      List<String> all = new ArrayList<>(other.remarks);
      all.addAll(remarks);
      return new Point(Trees.merge(other.overrides, overrides), List.copyOf(all));
    }
  }

  /**
   * Reads a grid.
   *
   * @throws ConfigException if a key has no values or duplicates, or is in two axes
   */
  static Grid of(ConfigNode.Mapping node, String path) {
    List<Axis> axes = new ArrayList<>();
    node.entries()
        .forEach(
            (key, list) -> {
              String place = Names.join(path, key);
              Axis axis = Axis.of(key, list, place);
              if (new Grid(axes).common(new Grid(List.of(axis))).isPresent()) {
                throw ConfigException.at(list, place, "this key has values already");
              }
              axes.add(axis);
            });
    return new Grid(axes);
  }

  /** Returns the keys, in order. */
  List<String> keys() {
    return axes.stream().flatMap(axis -> axis.keys().stream()).toList();
  }

  /** Returns a key that another grid also has. */
  Optional<String> common(Grid other) {
    return keys().stream().filter(other.keys()::contains).findFirst();
  }

  /** Returns this grid with another's keys added; their values replace this grid's. */
  Grid with(Grid other) {
    List<Axis> left = new ArrayList<>(other.axes);
    List<Axis> both = new ArrayList<>();
    for (Axis axis : axes) {
      // New values take the place of the old ones, which keeps the order of the trials.
      for (Axis replacing : other.axes) {
        if (axis.keys().stream().anyMatch(replacing.keys()::contains) && left.remove(replacing)) {
          both.add(replacing);
        }
      }
      both.addAll(without(axis, other.keys()::contains));
    }
    both.addAll(left);
    return new Grid(both);
  }

  /** Returns this grid without the keys that {@code settings} sets. */
  Grid without(ConfigNode.Mapping settings) {
    return new Grid(
        axes.stream().flatMap(axis -> without(axis, key -> sets(settings, key)).stream()).toList());
  }

  private static List<Axis> without(Axis axis, Predicate<String> dropped) {
    List<String> kept = axis.keys().stream().filter(dropped.negate()).toList();
    return kept.isEmpty() ? List.of() : List.of(axis.keeping(kept));
  }

  private static boolean sets(ConfigNode.Mapping settings, String key) {
    ConfigNode node = settings;
    for (String part : key.split("\\.", -1)) {
      if (!(node instanceof ConfigNode.Mapping mapping)) {
        return !node.isNothing();
      }
      if (mapping.get(part).isEmpty()) {
        return false;
      }
      node = mapping.entries().get(part);
    }
    return !(node instanceof ConfigNode.Mapping) && !node.isNothing();
  }

  /** Returns the number of combinations, at most {@link Long#MAX_VALUE}. */
  long size() {
    BigInteger size = BigInteger.ONE;
    for (Axis axis : axes) {
      size = size.multiply(BigInteger.valueOf(axis.points().size()));
    }
    return size.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  /** Returns all combinations; the last axis varies fastest. */
  List<Point> points() {
    List<Point> points = List.of(new Point(ConfigNode.empty(), List.of()));
    for (Axis axis : axes) {
      List<Point> longer = new ArrayList<>();
      for (Point point : points) {
        for (List<ConfigNode> values : axis.points()) {
          longer.add(extend(point, axis, values));
        }
      }
      points = longer;
    }
    return points;
  }

  private static Point extend(Point point, Axis axis, List<ConfigNode> values) {
    ConfigNode.Mapping overrides = point.overrides();
    List<String> remarks = new ArrayList<>(point.remarks());
    for (int i = 0; i < values.size(); i++) {
      String key = axis.keys().get(i);
      overrides = Trees.merge(overrides, Trees.at(key, values.get(i)));
      if (axis.varies(key) && tellsApart(key)) {
        remarks.add(
            key.replaceFirst("^(selector|dataset)\\.", "")
                + "="
                + Printable.message(Trees.text(values.get(i))));
      }
    }
    return new Point(overrides, List.copyOf(remarks));
  }

  /** Returns whether a key's values need a remark: not if the results have a column for it. */
  private static boolean tellsApart(String key) {
    return !List.of("seed", "dataset.task").contains(key)
        && !key.matches("(dataset|selector|encoder|aggregator)(\\.name)?");
  }
}
