package io.ats.core.objective;

import ai.djl.ndarray.NDArray;

/** What a score-function gradient reinforces. */
public enum Reward {
  /** The loss {@code ℓ} itself, to be lowered. */
  LOSS {
    @Override
    NDArray cost(NDArray loss) {
      return loss;
    }
  },
  /** The bounded reward {@code exp(−ℓ)}, to be raised. */
  BOUNDED {
    @Override
    NDArray cost(NDArray loss) {
      return loss.neg().exp().neg();
    }
  };

  /** Returns what is to be lowered, {@code (B·R)}, of the losses {@code (B·R)}. */
  abstract NDArray cost(NDArray loss);
}
