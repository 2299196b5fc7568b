package io.ats.core.objective;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;

/** What a score-function gradient reinforces. */
public enum Reward {
  /** The loss {@code ℓ} itself, to be lowered. */
  LOSS {
    @Override
    NDArray cost(NDArray loss, Supplier<NDArray> correct) {
      return loss;
    }
  },
  /** The bounded reward {@code exp(−ℓ)}, to be raised. */
  BOUNDED {
    @Override
    NDArray cost(NDArray loss, Supplier<NDArray> correct) {
      return loss.neg().exp().neg();
    }
  },
  /**
   * 1 where the prediction is right and 0 where it is wrong (Mnih et al., NeurIPS 2014, §3); of a
   * joint task the share of its parts that is right.
   */
  CORRECT {
    @Override
    NDArray cost(NDArray loss, Supplier<NDArray> correct) {
      return correct.get().neg();
    }
  };

  /**
   * Returns what is to be lowered, {@code (B·R)}.
   *
   * @param loss {@code ℓ (B·R)}
   * @param correct gives {@code (B·R)}: 1 for each row predicted right, 0 for each other
   */
  abstract NDArray cost(NDArray loss, Supplier<NDArray> correct);
}
