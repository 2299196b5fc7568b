package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;

/** Makes one vector an image of the features of its patches. */
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

  /** Returns {@code G} for features of width {@code F}. */
  int outputSize(int features);
}
