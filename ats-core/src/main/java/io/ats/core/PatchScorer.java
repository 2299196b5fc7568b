package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import java.util.Optional;

/**
 * Scores patches by their features; implemented by aggregators that attend to the patches. Computed
 * in evaluation mode.
 */
public interface PatchScorer {

  /**
   * Returns the attention to each patch.
   *
   * @param features {@code (B,N,F)}, for any number of patches {@code N}
   * @param present {@code (B,N)}: 1 where there is a patch, else 0; empty if all are there
   * @param parameters the scorer's parameter values
   * @return {@code (B,N)}, at least 0, sums to 1 per image; 0 where there is no patch
   */
  NDArray attention(NDArray features, Optional<NDArray> present, ParameterStore parameters);

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
