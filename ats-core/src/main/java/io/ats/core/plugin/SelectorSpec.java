package io.ats.core.plugin;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchSize;

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

  /** Returns the height and width that its patches are read at, in pixels: {@code {h, w}}. */
  int[] patchSize(ImageSpec image);

  /**
   * Returns the sizes of its patches on the image, for tables: {@code 50}, {@code 40×60}, or those
   * of several joined by {@code +}.
   */
  default String patchSizes(ImageSpec image) {
    int[] size = patchSize(image);
    return new PatchSize(size[0], size[1]).toString();
  }
}
