package io.ats.saccade.glimpse;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;

/** Options of {@code dram}; the reward and its weight are options of the objective. */
@About(
    summary =
        "Recurrent attention in two layers, of glimpses and of locations, with a first state from"
            + " the view; locations are drawn in training and are the mean at inference. Use"
            + " aggregator mean: the last state has all the weight.",
    paper =
        "Ba, Mnih and Kavukcuoglu, Multiple Object Recognition with Visual Attention, ICLR 2015")
public record DramOptions(
    @Embedded RecurrentOptions recurrent,
    @Option(value = "channels of the context network's first convolution", min = 1, max = 1024)
        int contextChannels)
    implements RecurrentSpec {

  /** Glimpses and widths of {@code ram}, combined by a product, as in the paper. */
  public static final DramOptions DEFAULTS =
      new DramOptions(RecurrentOptions.DEFAULTS.with(Combination.PRODUCT), 16);

  /** Checks the ranges. */
  public DramOptions {
    Options.check(DramOptions.class, recurrent, contextChannels);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new Dram(this);
  }
}
