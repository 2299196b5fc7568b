package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A selection cut off from the graph that it was computed by: what is computed from {@code values}
 * gives each of its arrays a gradient, which {@link #backward} then takes through that graph.
 *
 * @param selection as the selector returned it
 * @param values the same values; leaves where the selection carries a gradient, but for the patches
 */
record SelectionLeaves(Selection selection, Selection values) {

  /** Cuts a selection off; to be called while gradients are collected. */
  static SelectionLeaves of(Selection selection) {
    Map<Part, NDArray> parts = new EnumMap<>(Part.class);
    selection.parts().forEach((part, array) -> parts.put(part, leaf(array)));
    Map<String, NDArray> penalties = new LinkedHashMap<>();
    selection.penalties().forEach((name, array) -> penalties.put(name, leaf(array)));
    Selection values =
        new Selection(
            selection.patches().stopGradient(),
            leaf(selection.weights()),
            leaf(selection.regions()),
            selection.repeats(),
            parts,
            penalties);
    return new SelectionLeaves(selection, values);
  }

  private static NDArray leaf(NDArray array) {
    if (!Graph.reaches(array)) {
      return array;
    }
    NDArray leaf = array.stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /**
   * Takes the gradients of the values through the selection's graph, if it has one.
   *
   * @param ofPatches the gradient of the patches, {@code (B·R,K,C,h,w)}; null if they carry none
   */
  void backward(GradientCollector collector, NDArray ofPatches) {
    NDList terms = new NDList();
    if (ofPatches != null) {
      terms.add(selection.patches().mul(ofPatches).sum());
    }
    add(terms, selection.weights(), values.weights());
    add(terms, selection.regions(), values.regions());
    selection.parts().forEach((part, array) -> add(terms, array, values.parts().get(part)));
    selection.penalties().forEach((name, array) -> add(terms, array, values.penalties().get(name)));
    terms.stream().reduce(NDArray::add).ifPresent(collector::backward);
  }

  private static void add(NDList terms, NDArray array, NDArray leaf) {
    if (array != leaf) {
      terms.add(array.mul(leaf.getGradient()).sum());
    }
  }
}
