package io.ats.experiments.train;

import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The parameters' paths in a block, as PyTorch names them: {@code selector.scorer.layers.0.weight}.
 * A child is called as its parent calls it, or by its place from 0 where the parent is a list; what
 * normalises has {@code weight}, {@code bias}, {@code running_mean} and {@code running_var}.
 */
final class ParameterPaths {

  private ParameterPaths() {}

  /**
   * Returns the paths by the engine's names, in its order; a parameter that several blocks share
   * has the path of the first.
   */
  static Map<String, String> of(Block block) {
    Map<Parameter, String> paths = new IdentityHashMap<>();
    collect("", block, paths);
    Set<String> distinct = new HashSet<>(paths.values());
    if (distinct.size() < paths.size()) {
      throw new IllegalStateException("two parameters have the same path in " + paths.values());
    }
    Map<String, String> byName = new LinkedHashMap<>();
    for (Pair<String, Parameter> each : block.getParameters()) {
      byName.put(each.getKey(), paths.getOrDefault(each.getValue(), each.getKey()));
    }
    return byName;
  }

  private static void collect(String prefix, Block block, Map<Parameter, String> paths) {
    List<String> own = new ArrayList<>();
    List<String> meant = new ArrayList<>();
    for (Pair<String, Parameter> each : block.getDirectParameters()) {
      own.add(each.getKey());
      meant.add(meant(each.getKey(), each.getValue()));
    }
    for (int i = 0; i < own.size(); i++) {
      Parameter parameter = block.getDirectParameters().valueAt(i);
      paths.putIfAbsent(parameter, prefix + onlyOrElse(meant, i, own.get(i)));
    }
    BlockList children = block.getChildren();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      names.add(name(children.keyAt(i), i));
    }
    boolean list = block instanceof SequentialBlock || block instanceof ParallelBlock;
    for (int i = 0; i < names.size(); i++) {
      String place = Integer.toString(i);
      String name = list ? place : onlyOrElse(names, i, place);
      collect(prefix + name + ".", children.valueAt(i), paths);
    }
  }

  private static String onlyOrElse(List<String> names, int index, String otherwise) {
    String name = names.get(index);
    return Collections.frequency(names, name) == 1 ? name : otherwise;
  }

  private static String meant(String own, Parameter parameter) {
    return switch (parameter.getType()) {
      case GAMMA -> "weight";
      case BETA -> "bias";
      case RUNNING_MEAN -> "running_mean";
      case RUNNING_VAR -> "running_var";
      default -> own;
    };
  }

  /** Returns a child's name without its place, which the engine writes before it. */
  private static String name(String key, int index) {
    String place = String.format(Locale.ROOT, "%02d", index + 1);
    return key.startsWith(place) ? key.substring(place.length()) : key;
  }
}
