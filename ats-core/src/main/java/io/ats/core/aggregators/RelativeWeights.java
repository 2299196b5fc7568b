package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;

/** How a selection's weights enter an aggregator that is not a weighted sum. */
final class RelativeWeights {

  private RelativeWeights() {}

  /**
   * Returns {@code f_k · w_k / sg(mean_k w_k)}: equal weights change nothing, and a gradient that
   * the weights carry reaches the scores.
   *
   * @param features {@code (B,K,F)}
   * @param weights {@code (B,K)}
   */
  static NDArray apply(NDArray features, NDArray weights) {
    NDArray mean = weights.stopGradient().mean(new int[] {1}, true);
    return features.mul(weights.div(mean).expandDims(2));
  }
}
