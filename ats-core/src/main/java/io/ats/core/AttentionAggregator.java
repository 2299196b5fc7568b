package io.ats.core;

import ai.djl.ndarray.NDArray;

/** An aggregator that attends to the patches, and so says how much each of them matters. */
public interface AttentionAggregator extends Aggregator {

  /**
   * Returns how much the aggregator would attend to each patch.
   *
   * @param features {@code (B,N,F)}, of any number of patches
   * @return {@code (B,N)}, at least 0, sums to 1 an image
   */
  NDArray attention(NDArray features, Pass pass);

  /**
   * Turns the signs of untrained attention so that it prefers salient patches, whether or not its
   * random values do: every head, of which there may be one, so that over the patches its scores
   * covary with the salience.
   *
   * @param features {@code (B,N,F)}, without gradient
   * @param salience {@code (B,N)}
   */
  void orient(NDArray features, NDArray salience, Pass pass);
}
