package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;

/** Applies a selection's weights in aggregators that are not weighted sums. */
final class RelativeWeights {

  private RelativeWeights() {}

  /**
   * Returns {@code f_k · w_k / sg(mean_k w_k)}: equal weights change nothing, and the gradient that
   * weights carry still reaches the scores.
   *
   * @param features {@code (B,K,F)}
   * @param weights {@code (B,K)}
   */
  static NDArray apply(NDArray features, NDArray weights) {
    NDArray mean = weights.stopGradient().mean(new int[] {1}, true);
    return features.mul(weights.div(mean).expandDims(2));
  }
}
