package io.ats.topk.hard;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/** Gradient of the weights of a hard selection; their value is always {@code 1/K}. */
public enum SelectionGradient {
  /** None: the patches do not train the scorer. */
  NONE {
    @Override
    public NDArray weights(NDArray chosen) {
      return Scalars.plus(chosen.stopGradient().zerosLike(), 1.0 / chosen.getShape().get(1));
    }
  },
  /**
   * Straight-through, biased: {@code w_k = 1/K + a_k − sg(a_k)}, the marginal {@code hard_i + K·a_i
   * − sg(K·a_i)} over {@code K}.
   */
  STRAIGHT_THROUGH {
    @Override
    public NDArray weights(NDArray chosen) {
      return Scalars.plus(chosen.sub(chosen.stopGradient()), 1.0 / chosen.getShape().get(1));
    }
  };

  /**
   * Returns the weights.
   *
   * @param chosen {@code a_k}, {@code (B,K)}: the attention at the selected positions
   * @return {@code w}, {@code (B,K)}
   */
  public abstract NDArray weights(NDArray chosen);
}
