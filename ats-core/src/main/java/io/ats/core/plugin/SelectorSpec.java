package io.ats.core.plugin;

import io.ats.core.PatchSelector;
import io.ats.core.data.ImageSpec;

/** The options of a selector, a record that creates it. */
public interface SelectorSpec {

  /**
   * Creates the selector, not yet initialised, without using the engine.
   *
   * @throws io.ats.core.options.OptionException if the options do not fit the images
   */
  PatchSelector create(ImageSpec image);

  /** Returns the number of patches per image that it selects at inference. */
  int patches(ImageSpec image);

  /** Returns the height and width of its patches, in pixels: {@code {h, w}}. */
  int[] patchSize(ImageSpec image);
}
