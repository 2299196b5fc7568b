package io.ats.topk.hard;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSpec;

/** Options of {@code hard-topk}. */
@About(
    summary = "The patches of the K largest scores, with a straight-through gradient or none.",
    paper = "baseline of Cordonnier et al., CVPR 2021; straight-through: Bengio et al. 2013")
public record HardTopKOptions(
    @Embedded ScoredOptions scored,
    @Option("gradient through the selection; none: the patches do not train the scorer")
        SelectionGradient gradient)
    implements ScoredSpec {

  /** Number and size of patches as for {@code ats}; no entropy regulariser. */
  public static final HardTopKOptions DEFAULTS =
      new HardTopKOptions(
          new ScoredOptions(
              PatchOptions.DEFAULTS, 0, 0, ConvolutionalScorerOptions.DEFAULTS.named()),
          SelectionGradient.STRAIGHT_THROUGH);

  /** Checks for missing values. */
  public HardTopKOptions {
    Options.check(HardTopKOptions.class, scored, gradient);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new HardTopK(this, image);
  }
}
