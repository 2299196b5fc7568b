package io.ats.core.plugin;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;

/** Makes selectors. */
public interface SelectorFactory<O extends Record> extends Factory<O> {

  /**
   * Creates a selector, not yet initialised, without touching the engine.
   *
   * @throws io.ats.core.options.OptionException if the options do not fit the images
   */
  PatchSelector create(O options, ImageSpec image);

  /** Returns {@code h} and {@code w} of the patches that it selects, for tables. */
  int[] patchSize(O options, ImageSpec image);

  /** Returns how many patches an image it selects when it predicts. */
  int patches(O options, ImageSpec image);
}
