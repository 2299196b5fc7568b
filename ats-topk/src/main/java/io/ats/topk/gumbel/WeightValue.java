package io.ats.topk.gumbel;

import ai.djl.ndarray.NDArray;

/** What value stands for the relaxed marginal of a chosen position; the gradient is the same. */
public enum WeightValue {
  /**
   * 1, with the marginal's gradient: {@code 1 + m − sg(m)}. Training and inference then weigh the
   * patches alike.
   */
  STRAIGHT_THROUGH {
    @Override
    NDArray of(NDArray marginals) {
      return marginals.sub(marginals.stopGradient()).add(1f);
    }
  },
  /**
   * The marginal {@code m} itself, as in the paper. It follows the noise, and without noise it is
   * near {@code K/D} where scores are flat.
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
