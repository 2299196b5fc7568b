package io.ats.topk.ips;

import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.options.Option;
import io.ats.core.plugin.SquarePatches;

/**
 * Options of {@code ips}.
 *
 * @param patches {@code M}
 * @param iteration {@code I}
 * @param patchSize side of a patch
 * @param stride of the grid of candidates
 * @param shuffle whether candidates are looked at in random order
 * @param orient whether the first batch decides the signs of the untrained attention
 * @param border what a patch over the edge reads
 */
public record IterativeSelectionOptions(
    @Option(value = "patches kept an image, M: the memory buffer", min = 1, max = 100_000)
        int patches,
    @Option(
            value = "patches embedded an iteration, I; memory depends on patches + iteration",
            min = 1,
            max = 100_000)
        int iteration,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option(
            value = "pixels from one candidate to the next; 0: patch-size, a tiling",
            min = 0,
            max = 100_000)
        int stride,
    @Option("look at the candidates in random order") boolean shuffle,
    @Option(
            "before the first step, turn the signs of the aggregator's attention so that it prefers patches of contrast")
        boolean orient,
    @Option("what a patch that reaches over the image's edge reads there") Border border)
    implements SquarePatches {

  /** The source's iteration and tiling, as many patches of the same size as {@code ats}. */
  public static final IterativeSelectionOptions DEFAULTS =
      new IterativeSelectionOptions(10, 100, 50, 0, true, false, Border.ZERO);

  /**
   * Returns the candidates.
   *
   * @throws io.ats.core.options.OptionException if there are fewer than {@code patches}
   */
  PatchGrid grid(ImageSpec image) {
    PatchGrid grid = PatchGrid.strided(image, patchSize, stride == 0 ? patchSize : stride, border);
    grid.requireAtLeast(patches, "a smaller stride");
    return grid;
  }
}
