package io.ats.core.math;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Type conversions that keep the gradient. */
public final class Casts {

  private Casts() {}

  /**
   * Returns {@code x} in another floating type, with its gradient.
   *
   * <p>The engine's {@code toType} silently stops gradients. A cumulative product can be computed
   * in another type, and over an axis of length 1 it is the identity.
   */
  public static NDArray to(NDArray x, DataType type) {
    int last = x.getShape().dimension();
    return x.getDataType() == type ? x : x.expandDims(last).cumProd(last, type).squeeze(last);
  }
}
