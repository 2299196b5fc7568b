package io.ats.core.geometry;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.options.Options;

/** The number, size and border of the square patches that a selector selects. */
public record PatchOptions(
    @Option(value = "patches selected per image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option("fill of patches beyond the image's edge; clamp moves them inside") Border border) {

  /** Number and size in the attention sampling paper's code for megapixel MNIST. */
  public static final PatchOptions DEFAULTS = new PatchOptions(10, 50, Border.ZERO);

  /** Checks the ranges. */
  public PatchOptions {
    Options.check(PatchOptions.class, patches, patchSize, border);
  }
}
