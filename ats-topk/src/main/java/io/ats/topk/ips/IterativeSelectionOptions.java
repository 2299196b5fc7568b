package io.ats.topk.ips;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.geometry.PatchSize;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.PatchSpec;

/** Options of {@code ips}; {@code patches} is the size M of the memory buffer. */
@About(
    summary = "Embeds every patch, a few at a time; a buffer keeps the M of largest attention.",
    paper = "Bergner, Lippert & Mahendran, Iterative Patch Selection, ICLR 2023, section 3.1")
public record IterativeSelectionOptions(
    @Embedded PatchOptions patch,
    @Option(
            value = "patches embedded per iteration, I; memory depends on patches + iteration",
            min = 1,
            max = 100_000)
        int iteration,
    @Option(
            value = "stride of the candidates, pixels; 0: patch-size, which tiles the image",
            min = 0,
            max = 100_000)
        int stride,
    @Option("whether candidates are embedded in random order") boolean shuffle,
    @Option(
            "whether signs in the aggregator's attention are flipped before the first step, so that"
                + " it prefers patches of high contrast")
        boolean orient)
    implements PatchSpec {

  /** The paper's iteration size, and a tiling; number and size of patches as for {@code ats}. */
  public static final IterativeSelectionOptions DEFAULTS =
      new IterativeSelectionOptions(PatchOptions.DEFAULTS, 100, 0, true, false);

  /** Checks the ranges. */
  public IterativeSelectionOptions {
    Options.check(IterativeSelectionOptions.class, patch, iteration, stride, shuffle, orient);
    if (patch.patchSize().count() > 1) {
      throw new OptionException(
          "patch-size %s: ips tiles the image with patches of one size; choose one"
              .formatted(patch.patchSize().each()));
    }
  }

  /**
   * Returns the grid of candidates.
   *
   * @throws io.ats.core.options.OptionException if there are fewer candidates than patches
   */
  PatchGrid grid(ImageSpec image) {
    PatchSize size = patch.patchSize().first();
    PatchGrid grid =
        PatchGrid.strided(
            image,
            size,
            stride == 0 ? size.height() : stride,
            stride == 0 ? size.width() : stride,
            patch.border());
    grid.requireAtLeast(patch.patches(), "a smaller stride");
    return grid;
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new IterativeSelection(this, image);
  }
}
