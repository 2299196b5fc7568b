package io.ats.core.math;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/** Concatenation that keeps the gradient. */
public final class Joins {

  private Joins() {}

  /**
   * Returns the arrays concatenated along an axis, with their gradients.
   *
   * <p>The engine's concatenation of a single array silently drops its gradient.
   *
   * @param arrays at least one
   */
  public static NDArray concat(NDList arrays, int axis) {
    return arrays.size() == 1 ? arrays.get(0) : NDArrays.concat(arrays, axis);
  }
}
