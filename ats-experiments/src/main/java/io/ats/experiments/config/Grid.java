package io.ats.experiments.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The values that dotted keys take in turn.
 *
 * @param axes of which every combination counts; no key stands in two
 */
public record Grid(List<Axis> axes) {

  /** What stands for a longer key in grids and arguments. */
  private static final Map<String, String> SHORT = Map.of("task", "dataset.task");

  /** A grid of one point. */
  static final Grid NONE = new Grid(List.of());

  /** Copies the list. */
  public Grid {
    axes = List.copyOf(axes);
  }

  /**
   * One combination of values.
   *
   * @param overrides what it lays over a row
   * @param remarks {@code key=value} for what would otherwise not tell two of its trials apart
   */
  record Point(ConfigNode.Mapping overrides, List<String> remarks) {

    /** Returns what this and a point of another grid make together. */
    Point after(Point other) {
      List<String> all = new ArrayList<>(other.remarks);
      all.addAll(remarks);
      return new Point(Trees.merge(other.overrides, overrides), List.copyOf(all));
    }
  }

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

  /** Returns a key that another grid has too. */
  Optional<String> common(Grid other) {
    return keys().stream().filter(other.keys()::contains).findFirst();
  }

  /** Returns this grid with another's values in place of its own for the other's keys. */
  Grid with(Grid other) {
    List<Axis> left = new ArrayList<>(other.axes);
    List<Axis> both = new ArrayList<>();
    for (Axis axis : axes) {
      // Where a key stood, its new values stand: the order of the trials remains.
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

  /** Returns this grid without the keys that {@code settings} sets anyway. */
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
        return true;
      }
      if (mapping.get(part).isEmpty()) {
        return false;
      }
      node = mapping.entries().get(part);
    }
    return !(node instanceof ConfigNode.Mapping);
  }

  /** Returns all combinations; the last axis changes fastest. */
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
        remarks.add(key.replaceFirst("^(selector|dataset)\\.", "") + "=" + text(values.get(i)));
      }
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
