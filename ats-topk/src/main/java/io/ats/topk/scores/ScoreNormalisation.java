package io.ats.topk.scores;

import ai.djl.ndarray.NDArray;
import io.ats.core.score.Suppression;

/** How an image's scores are scaled before a top-K operator whose noise or cost has a scale. */
public enum ScoreNormalisation {
  /** As the scorer gives them. */
  NONE {
    @Override
    public NDArray apply(NDArray scores) {
      return scores;
    }
  },
  /**
   * To [0,1]: {@code (s − min s)/(max s − min s + 1e-5)} (Cordonnier et al., CVPR 2021); the
   * gradient flows through the minimum and the maximum too. Equal scores become 0, and suppressed
   * ones too.
   */
  MIN_MAX {
    @Override
    public NDArray apply(NDArray scores) {
      NDArray filled = Suppression.filled(scores);
      NDArray least = filled.min(new int[] {1}, true); // (B,1)
      NDArray range = filled.max(new int[] {1}, true).sub(least).add(1e-5f);
      return filled.sub(least).div(range);
    }
  };

  /**
   * Scales.
   *
   * @param scores {@code (B,D)}
   * @return {@code (B,D)}
   */
  public abstract NDArray apply(NDArray scores);
}
