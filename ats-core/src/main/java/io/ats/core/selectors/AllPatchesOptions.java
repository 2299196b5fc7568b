package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.options.Option;

/**
 * Options of {@code all-patches}.
 *
 * @param patchSize side of a patch
 */
public record AllPatchesOptions(
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize) {

  /** Patches of the size of {@code ats} by default. */
  public static final AllPatchesOptions DEFAULTS = new AllPatchesOptions(50);

  /** Returns the fewest evenly spaced patches that cover the image. */
  PatchGrid grid(ImageSpec image) {
    int rows = Math.max(1, (image.height() + patchSize - 1) / patchSize);
    int columns = Math.max(1, (image.width() + patchSize - 1) / patchSize);
    return PatchGrid.evenly(image, rows, columns, patchSize, patchSize);
  }
}
