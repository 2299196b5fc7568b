package io.ats.core.geometry;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.options.Options;

/** The number, sizes and border of the patches that a selector selects. */
public record PatchOptions(
    @Option(value = "patches selected per image, K", min = 1, max = 100_000) int patches,
    @Option(
            value =
                "side of a square patch, pixels of the full image, or height and width such as"
                    + " 40x60; a list has a score for each size at every position, and all are"
                    + " resampled to the first",
            min = 1,
            max = PatchSize.MOST)
        PatchSizes patchSize,
    @Option("fill of patches beyond the image's edge; clamp moves them inside") Border border) {

  /** Number and size in the attention sampling paper's code for megapixel MNIST. */
  public static final PatchOptions DEFAULTS = new PatchOptions(10, 50, Border.ZERO);

  /** Checks the ranges. */
  public PatchOptions {
    Options.check(PatchOptions.class, patches, patchSize, border);
  }

  /** Creates the options of square patches. */
  public PatchOptions(int patches, int side, Border border) {
    this(patches, PatchSizes.square(side), border);
  }
}
