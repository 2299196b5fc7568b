package io.ats.core;

import ai.djl.nn.Block;

/**
 * A way to choose where to look: from a batch of views, the patches to read at full resolution.
 *
 * <p>Parameters, initialisation and saving come from {@link Block}; a selector is called through
 * {@link #select}, never through {@code forward}. {@link SelectorBlock} is the base to extend.
 */
public interface PatchSelector extends Block {

  /**
   * Chooses and reads patches.
   *
   * @param views the low-resolution view {@code (B,C,vh,vw)} and the full-resolution source
   * @param pass the parameter store, training or not, and how far training has gone
   * @return {@code K} patches an image, with weights that may carry a gradient
   */
  Selection select(Views views, Pass pass);

  /**
   * Sees the first batch before the first training step, to set initial values by it, its own or
   * the pass's aggregator's. By default does nothing; it is not called where training is resumed.
   *
   * @param views as in {@link #select}
   * @param pass not training
   */
  default void beforeTraining(Views views, Pass pass) {}

  /** Returns the width {@code S} of {@link Selection#context()}, 0 where there is none. */
  default int contextSize() {
    return 0;
  }

  /**
   * Returns the width {@code F} of {@link Selection.Part#FEATURES}, 0 where patches get the
   * encoder's features.
   */
  default int featureSize() {
    return 0;
  }

  /**
   * Checks that this selector can work with an aggregator, before either is initialised.
   *
   * @throws io.ats.core.options.OptionException if it cannot, naming what to choose instead
   */
  default void requireAggregator(Aggregator aggregator) {}
}
