package io.ats.core.plugin;

import io.ats.core.options.OptionException;

/** The options of a network that scores positions, a record that creates it. */
public interface ScorerSpec {

  /** Creates the scorer, not yet initialised, without using the engine. */
  Scorer create();

  /**
   * Creates a scorer that gives each position a score for each of {@code sizes} patch sizes.
   *
   * @throws OptionException if it gives one score only, unless overridden, and there are several
   *     sizes
   */
  default Scorer create(int sizes) {
    if (sizes > 1) {
      throw new OptionException(
          "patch-size names %d sizes, and the scorer has one score for each position; choose one size, or scorer convolutional"
              .formatted(sizes));
    }
    return create();
  }
}
