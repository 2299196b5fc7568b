package io.ats.core.selectors;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.plugin.SquarePatches;

/**
 * Options of {@code uniform}.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param border what a patch over the edge reads
 */
public record UniformOptions(
    @Option(value = "patches sampled an image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option("what a patch that reaches over the image's edge reads there") Border border)
    implements SquarePatches {

  /** As many patches of the same size as {@code ats} by default. */
  public static final UniformOptions DEFAULTS = new UniformOptions(10, 50, Border.ZERO);
}
