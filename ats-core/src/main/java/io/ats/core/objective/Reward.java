package io.ats.core.objective;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;

/** The reward in a score-function gradient. */
public enum Reward {
  /** Minus the loss, {@code −ℓ}. */
  LOSS {
    @Override
    NDArray cost(NDArray loss, Supplier<NDArray> correct) {
      return loss;
    }
  },
  /** {@code exp(−ℓ)}, which is bounded. */
  BOUNDED {
    @Override
    NDArray cost(NDArray loss, Supplier<NDArray> correct) {
      return loss.neg().exp().neg();
    }
  },
  /**
   * 1 if the prediction is correct, else 0 (Mnih et al., NeurIPS 2014, §3); for a joint task, the
   * fraction of its parts predicted correctly.
   */
  CORRECT {
    @Override
    NDArray cost(NDArray loss, Supplier<NDArray> correct) {
      return correct.get().neg();
    }
  };

  /**
   * Returns the cost, minus the reward, {@code (B·R)}.
   *
   * @param loss {@code ℓ (B·R)}
   * @param correct supplies {@code (B·R)}: 1 for each row predicted correctly, else 0
   */
  abstract NDArray cost(NDArray loss, Supplier<NDArray> correct);
}
