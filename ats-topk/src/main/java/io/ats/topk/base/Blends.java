package io.ats.topk.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Weighted sums of patches. */
public final class Blends {

  private Blends() {}

  /**
   * Returns {@code X_k = Σ_s W[k,s]·patch_s}.
   *
   * @param weights {@code W}, {@code (B,K,S)}
   * @param patches {@code (B,S,C,h,w)}
   * @return {@code (B,K,C,h,w)}
   */
  public static NDArray of(NDArray weights, NDArray patches) {
    Shape shape = patches.getShape();
    return weights
        .matMul(patches.reshape(shape.get(0), shape.get(1), -1))
        .reshape(new Shape(shape.get(0), weights.getShape().get(1)).addAll(shape.slice(2)));
  }

  /**
   * Returns the position of the largest weight for each blend.
   *
   * @param weights {@code (B,K,S)}
   * @param positions {@code (B,S)} int64
   * @return {@code (B,K)} int64
   */
  public static NDArray heaviest(NDArray weights, NDArray positions) {
    return positions.gather(weights.stopGradient().argMax(2), 1);
  }
}
