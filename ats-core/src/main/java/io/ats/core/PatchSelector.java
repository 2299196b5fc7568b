package io.ats.core;

import ai.djl.nn.Block;
import java.util.Optional;

/**
 * Selects the patches of each image to read at full resolution.
 *
 * <p>Parameters, initialisation and saving come from {@link Block}; a selector is called through
 * {@link #select}, never through {@code forward}. {@link io.ats.core.plugin.SelectorBlock} is the
 * base class to extend.
 */
public interface PatchSelector extends Block {

  /**
   * Selects and reads patches.
   *
   * @param views the low-resolution view {@code (B,C,vh,vw)} and the full-resolution source
   * @param pass the forward pass
   * @return {@code K} patches per image, with weights that may carry a gradient
   */
  Selection select(Views views, Pass pass);

  /**
   * Sets initial values, the selector's own or the pass's scorer's, from the first batch before the
   * first training step. Does nothing by default; not called when training is resumed.
   *
   * @param views as in {@link #select}
   * @param pass a pass in evaluation mode
   */
  default void beforeTraining(Views views, Pass pass) {}

  /** Returns the width {@code S} of {@link Selection.Part#CONTEXT}, 0 if there is none. */
  default int contextSize() {
    return 0;
  }

  /**
   * Returns the width {@code F} of {@link Selection.Part#FEATURES}, 0 if the encoder's features are
   * used.
   */
  default int featureSize() {
    return 0;
  }

  /**
   * Returns whether views may be {@linkplain Views#padded padded}: whether the padding beside an
   * image's view then changes nothing.
   */
  default boolean takesPadding() {
    return false;
  }

  /**
   * Returns whether the selector looks at the pixels of the view, which then count as read. A
   * selector that takes only the view's size and manager from it overrides this.
   */
  default boolean readsView() {
    return true;
  }

  /** Returns whether, in training, the selector treats the view's pixels as probabilities. */
  default boolean needsUnitPixels() {
    return false;
  }

  /** Returns whether the patches of a selection are in the order in which they were looked at. */
  default boolean ordered() {
    return false;
  }

  /** Returns whether a selection in training has {@link Selection.Part#BLEND}, or may have. */
  default boolean blends() {
    return false;
  }

  /** Returns whether the patches of a selection are in the order of their scores, best first. */
  default boolean byScore() {
    return false;
  }

  /**
   * Returns where the cells of {@link Selection.Part#SCORE_MAP} lie, if there is such a map, or can
   * be: a selector that reads every cell leaves the map to an aggregator that attends to them.
   */
  default Optional<ScoreGrid> scoreGrid() {
    return Optional.empty();
  }

  /**
   * Returns the same of an image of another size than the largest, whose cells are in the top left
   * corner of the map.
   */
  default Optional<ScoreGrid> scoreGrid(ImageSpec image) {
    return scoreGrid();
  }

  /**
   * Returns whether the selector looks at the encoder's map of the view, for which the encoder must
   * be a {@link MapEncoder}. It is then initialised with a fourth shape, that of the map.
   */
  default boolean needsMap() {
    return false;
  }

  /**
   * Returns whether the selector learns from a prediction of each patch alone, {@link
   * Selection.Part#RANKED}, which the aggregator must make.
   */
  default boolean needsPatchLogits() {
    return false;
  }

  /** Returns whether the selector needs {@link Pass#confidence}. */
  default boolean needsConfidence() {
    return false;
  }

  /** Returns whether one patch of an image has all weight, so that it answers alone. */
  default boolean weighsOne() {
    return false;
  }

  /** Returns whether a selection has {@link Selection.Part#WHOLE}. */
  default boolean hasWhole() {
    return false;
  }

  /** Returns whether the selector needs {@link Pass#scorer} to score patches. */
  default boolean needsScorer() {
    return false;
  }
}
