package io.ats.core.selectors;

import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.score.ActivationKind;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.Padding;
import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSpec;
import java.util.List;

/** Options of {@code reinforce}; reward and baseline are options of the objective. */
@About(
    summary =
        "Hard attention trained by the score function (REINFORCE): patches drawn with replacement.",
    paper =
        "Lymphoma attention sampling (slides); Williams 1992; leave-one-out baseline: Kool et al. 2019")
public record ReinforceOptions(
    @Embedded ScoredOptions scored,
    @Option(value = "independent repeats of the draw per training image, R", min = 1, max = 1000)
        int repeats)
    implements ScoredSpec {

  /**
   * The slides' values: R = 4, reflected borders, three convolutions of 8 channels with batch
   * normalisation.
   */
  public static final ReinforceOptions DEFAULTS =
      new ReinforceOptions(
          new ScoredOptions(
              new PatchOptions(10, 50, Border.REFLECT),
              0.01,
              0,
              new ConvolutionalScorerOptions(
                      List.of(8, 8, 8), ActivationKind.LEAKY_RELU, Padding.SAME, true, 1, 1, 1)
                  .named()),
          4);

  /** Checks the ranges. */
  public ReinforceOptions {
    Options.check(ReinforceOptions.class, scored, repeats);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new Reinforce(this, image);
  }
}
