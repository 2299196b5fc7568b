package io.ats.topk.gumbel;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/** Value used for the relaxed marginal of a selected position; the gradient is the same. */
public enum WeightValue {
  /**
   * 1, with the gradient of the marginal: {@code 1 + m − sg(m)}. Weights are then the same in
   * training and at inference.
   */
  STRAIGHT_THROUGH {
    @Override
    NDArray of(NDArray marginals) {
      return Scalars.plus(marginals.sub(marginals.stopGradient()), 1f);
    }
  },
  /**
   * The marginal {@code m} itself, as in the paper. It varies with the noise; without noise it is
   * near {@code K/D} for flat scores.
   */
  SOFT {
    @Override
    NDArray of(NDArray marginals) {
      return marginals;
    }
  };

  /** Returns the value for marginals {@code (B,K)}. */
  abstract NDArray of(NDArray marginals);
}
