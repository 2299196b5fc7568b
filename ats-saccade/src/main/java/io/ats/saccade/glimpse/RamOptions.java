package io.ats.saccade.glimpse;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;

/** Options of {@code ram}; the reward and its weight are options of the objective. */
@About(
    summary =
        "Recurrent attention: glimpses of several scales, each at a location chosen from those"
            + " before; locations are drawn in training and are the mean at inference. Use"
            + " aggregator mean: the last state has all the weight.",
    paper = "Mnih et al., Recurrent Models of Visual Attention, NeurIPS 2014")
public record RamOptions(
    @Embedded RecurrentOptions recurrent,
    @Option("first location; uniform: random, also at inference; centre: the image's centre")
        Start start,
    @Option("recurrent core; relu: relu(W g + U h + b), as in the paper; lstm: LSTM") CoreKind core)
    implements RecurrentSpec {

  /** As in the paper for static images. */
  public static final RamOptions DEFAULTS =
      new RamOptions(RecurrentOptions.DEFAULTS, Start.UNIFORM, CoreKind.RELU);

  /** Checks the ranges. */
  public RamOptions {
    Options.check(RamOptions.class, recurrent, start, core);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new Ram(this);
  }
}
