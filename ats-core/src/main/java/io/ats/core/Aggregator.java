package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;

/**
 * Turns the features of an image's patches into one vector.
 *
 * <p>It is initialised with the features' shape {@code (B,K,F)}, where {@code K} is the number of
 * patches that the selector selects; {@link #getOutputShapes} returns the output's shape {@code
 * (B,G)}.
 */
public interface Aggregator extends Block {

  /**
   * Returns whether it needs {@link Selection.Part#CELLS}, which selectors with a score map have.
   * It is then initialised with a second shape, {@code (D)}: the number of cells.
   */
  default boolean needsCells() {
    return false;
  }

  /**
   * Aggregates features.
   *
   * @param features {@code (B,K,F)}
   * @param selection the patches' selection; its weights {@code (B,K)} scale the features
   * @param pass the forward pass
   * @return {@code (B,G)}
   */
  NDArray aggregate(NDArray features, Selection selection, Pass pass);
}
