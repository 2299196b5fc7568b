package io.ats.topk.base;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;
import io.ats.core.score.Suppression;

/** How an image's scores are scaled before the top-K operator. */
public enum ScoreNormalisation {
  /** Unscaled. */
  NONE {
    @Override
    public NDArray apply(NDArray scores) {
      return scores;
    }
  },
  /**
   * To [0,1]: {@code (s − min s)/(max s − min s + 1e-5)} (Cordonnier et al., CVPR 2021), with the
   * gradient of the minimum and the maximum. Equal scores and suppressed scores become 0.
   */
  MIN_MAX {
    @Override
    public NDArray apply(NDArray scores) {
      NDArray filled = Suppression.filled(scores);
      NDArray least = filled.min(new int[] {1}, true); // (B,1)
      NDArray range = Scalars.plus(filled.max(new int[] {1}, true).sub(least), 1e-5f);
      return filled.sub(least).div(range);
    }
  };

  /**
   * Returns the scaled scores.
   *
   * @param scores {@code (B,D)}
   * @return {@code (B,D)}
   */
  public abstract NDArray apply(NDArray scores);
}
