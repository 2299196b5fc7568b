package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;

/**
 * Scores patches by their features; implemented by aggregators that attend to the patches. Computed
 * in evaluation mode.
 */
public interface PatchScorer {

  /**
   * Returns the attention to each patch.
   *
   * @param features {@code (B,N,F)}, for any number of patches {@code N}
   * @param parameters the scorer's parameter values
   * @return {@code (B,N)}, at least 0, sums to 1 per image
   */
  NDArray attention(NDArray features, ParameterStore parameters);

  /**
   * Flips the sign of untrained attention heads where needed, so that each head's scores covary
   * positively with the patches' salience.
   *
   * @param features {@code (B,N,F)}, without gradient
   * @param salience {@code (B,N)}
   * @param parameters as above
   */
  void orient(NDArray features, NDArray salience, ParameterStore parameters);
}
