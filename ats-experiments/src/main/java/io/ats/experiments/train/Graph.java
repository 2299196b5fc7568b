package io.ats.experiments.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;

/** Asks whether an array carries a gradient. */
final class Graph {

  private Graph() {}

  /**
   * Returns whether an array has a gradient of its own or was computed from one that has, while
   * gradients were collected.
   */
  static boolean reaches(NDArray array) {
    if (array.hasGradient()) {
      return true; // of a leaf; the engine says no for all that is computed
    }
    try {
      array.setRequiresGradient(false); // refused where a graph needs it, else nothing new
      return false;
    } catch (EngineException e) {
      return true;
    }
  }
}
