package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/** Copies values into parameters. */
final class Values {

  private static final NDIndex ALL = new NDIndex("...");

  private Values() {}

  /**
   * Overwrites an array's values; whether it collects a gradient stays. {@link NDArray#copyTo} does
   * the same, but the engine prints a warning of its own code then.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  static void copy(NDArray from, NDArray to) {
    if (!from.getShape().equals(to.getShape())) {
      throw new IllegalArgumentException(
          "values of shape " + from.getShape() + " do not fit into " + to.getShape());
    }
    boolean gradient = to.hasGradient();
    to.setRequiresGradient(false);
    to.set(ALL, from);
    to.setRequiresGradient(gradient);
  }
}
