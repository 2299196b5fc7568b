package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;

/**
 * Makes one vector an image of the features of its patches.
 *
 * <p>It is initialised with the shape {@code (B,K,F)} of the features, {@code K} the number of
 * patches that the selector selects; {@link #getOutputShapes} tells the {@code (B,G)} that it makes
 * of them.
 */
public interface Aggregator extends Block {

  /**
   * Aggregates.
   *
   * @param features {@code (B,K,F)}
   * @param selection whose weights {@code (B,K)} scale the features
   * @param pass the forward pass
   * @return {@code (B,G)}
   */
  NDArray aggregate(NDArray features, Selection selection, Pass pass);
}
