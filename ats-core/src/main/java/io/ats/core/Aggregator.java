package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import java.util.Optional;

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

  /** Returns whether it needs {@link Selection.Part#WHOLE}. */
  default boolean needsWhole() {
    return false;
  }

  /**
   * Returns how many of the patches it uses, the first ones of a selection; 0: all. If not all,
   * their order must be that of the selector's scores.
   */
  default int first() {
    return 0;
  }

  /**
   * Returns what classifies each patch by itself, if it has such. {@link #aggregate} then finds the
   * logits in {@link Selection.Part#PATCH_LOGITS}, where they are trained instead of its own.
   */
  default Optional<PatchHead> patchHead() {
    return Optional.empty();
  }

  /**
   * Returns logits from the whole image alone, whose loss is added to the loss in training; none by
   * default.
   *
   * @param selection the patches' selection
   * @return {@code (B,classes)}
   */
  default Optional<NDArray> wholeLogits(Selection selection, Pass pass) {
    return Optional.empty();
  }

  /**
   * Returns whether its output are the image's logits, {@code G} the number of classes, which no
   * linear head follows.
   */
  default boolean isHead() {
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
