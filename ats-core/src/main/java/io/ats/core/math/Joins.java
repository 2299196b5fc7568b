package io.ats.core.math;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/** Concatenations that a gradient passes. */
public final class Joins {

  private Joins() {}

  /**
   * Returns the arrays one after the other along an axis, with their gradients.
   *
   * <p>The engine's concatenation of a single array is a copy without gradient, silently.
   *
   * @param arrays at least one
   */
  public static NDArray concat(NDList arrays, int axis) {
    return arrays.size() == 1 ? arrays.get(0) : NDArrays.concat(arrays, axis);
  }
}
