package io.ats.saccade.glimpse;

import io.ats.core.options.Option;
import io.ats.core.options.Require;
import io.ats.core.plugin.SquarePatches;

/**
 * Options of {@code dram}; reward and weight belong to the objective.
 *
 * @param patches {@code T}
 * @param patchSize side of every crop of a glimpse
 * @param repeats {@code R}
 * @param state {@code H} of both layers
 * @param contextChannels of the context network's first convolution
 * @param glimpse what is read at a location
 * @param policy how locations are chosen
 */
public record DramOptions(
    @Option(value = "glimpses an image, T", min = 1, max = 1000) int patches,
    @Option(
            value = "side of a glimpse's crops, pixels; the finest is at full resolution",
            min = 1,
            max = 100_000)
        int patchSize,
    @Option(value = "independent paths of every training image, R", min = 1, max = 1000)
        int repeats,
    @Option(
            value = "width of both recurrent states; the first is classified",
            min = 1,
            max = 65_536)
        int state,
    @Option(value = "channels of the context network's first convolution", min = 1, max = 1024)
        int contextChannels,
    @Option("what is read at a location") GlimpseOptions glimpse,
    @Option("how locations are chosen") PolicyOptions policy)
    implements SquarePatches {

  /** Glimpses and widths as those of {@code ram}, joined by a product, as in the paper. */
  public static final DramOptions DEFAULTS =
      new DramOptions(
          6,
          12,
          1,
          256,
          16,
          GlimpseOptions.DEFAULTS.with(Combination.PRODUCT),
          PolicyOptions.DEFAULTS);

  /** Checks what tests and plug-ins may give. */
  public DramOptions {
    Require.atLeast("patches", patches, 1);
    Require.atLeast("patchSize", patchSize, 1);
    Require.atLeast("repeats", repeats, 1);
    Require.atLeast("state", state, 1);
    Require.atLeast("contextChannels", contextChannels, 1);
  }
}
