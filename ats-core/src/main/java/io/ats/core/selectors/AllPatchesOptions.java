package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.SelectorSpec;

/**
 * Options of {@code all-patches}: all {@code D} patches of a tiling, {@code w_k = 1/D}; of images
 * of different sizes each has its own.
 */
@About(
    summary = "All patches of a tiling; with aggregator gated-attention, Deep MIL.",
    paper = "Ilse, Tomczak & Welling, Attention-based Deep Multiple Instance Learning, ICML 2018")
public record AllPatchesOptions(
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize)
    implements SelectorSpec {

  /** The default patch size of {@code ats}. */
  public static final AllPatchesOptions DEFAULTS = new AllPatchesOptions(50);

  /** Checks the ranges. */
  public AllPatchesOptions {
    Options.check(AllPatchesOptions.class, patchSize);
  }

  /** Returns the smallest grid of evenly spaced patches that covers the image. */
  PatchGrid grid(ImageSpec image) {
    int rows = Math.max(1, (image.height() + patchSize - 1) / patchSize);
    int columns = Math.max(1, (image.width() + patchSize - 1) / patchSize);
    return PatchGrid.evenly(image, rows, columns, patchSize, patchSize);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new Tiling(image, this::grid, true);
  }

  @Override
  public int[] patchSize(ImageSpec image) {
    return new int[] {patchSize, patchSize};
  }

  @Override
  public int patches(ImageSpec image) {
    return grid(image).size();
  }
}
