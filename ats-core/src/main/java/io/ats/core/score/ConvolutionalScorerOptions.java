package io.ats.core.score;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.Component;
import io.ats.core.plugin.Scorer;
import io.ats.core.plugin.ScorerSpec;
import java.util.List;

/**
 * Options of scorer {@code convolutional}. If suppression keeps fewer positions than patches are
 * selected, the other patches are arbitrary.
 */
@About(
    summary =
        "3×3 convolutions on the view, the last to one channel a patch size; optional max-pooling.",
    paper =
        "Katharopoulos & Fleuret, ICML 2019, supplement H; Cordonnier et al., CVPR 2021, appendix"
            + " F; smoothing and suppression: ours")
public record ConvolutionalScorerOptions(
    @Option(
            value =
                "channels of the 3×3 convolutions before the last one, which has one a patch size",
            min = 1,
            max = 1024)
        List<Integer> channels,
    @Option("activation after each of these convolutions") ActivationKind activation,
    @Option("same: maps keep their size; valid: a convolution takes a cell off each edge")
        Padding padding,
    @Option("batch normalisation after each activation") boolean batchNorm,
    @Option(
            value =
                "odd side, in cells, of the window over which scores are averaged, so that an"
                    + " object's centre scores highest; 1: no smoothing",
            min = 1,
            max = 63)
        int smoothing,
    @Option(
            value =
                "side, in cells, of max-pooling of the score map, which thins out the positions",
            min = 1,
            max = 64)
        int pool,
    @Option(
            value =
                "odd side, in cells, of the window in which only the largest score is kept, so that"
                    + " an object is one position; 1: no suppression",
            min = 1,
            max = 63)
        int suppression)
    implements ScorerSpec {

  /** The name that the scorer is bound to. */
  public static final String NAME = "convolutional";

  /** The attention network of ATS's megapixel MNIST: 3×3 convolutions of 8, 8 and one, ReLU. */
  public static final ConvolutionalScorerOptions DEFAULTS =
      new ConvolutionalScorerOptions(
          List.of(8, 8), ActivationKind.RELU, Padding.SAME, false, 1, 1, 1);

  /** Checks the ranges, and that the windows' sides are odd. */
  public ConvolutionalScorerOptions {
    Options.check(
        ConvolutionalScorerOptions.class,
        channels,
        activation,
        padding,
        batchNorm,
        smoothing,
        pool,
        suppression);
    channels = List.copyOf(channels);
    requireOdd("smoothing", smoothing);
    requireOdd("suppression", suppression);
  }

  private static void requireOdd(String name, int value) {
    if (value % 2 == 0) {
      throw new OptionException(
          "%s must be odd, got %d; take %d".formatted(name, value, value + 1));
    }
  }

  /** Returns these options under the name that the scorer is bound to. */
  public Component<ScorerSpec> named() {
    return new Component<>(NAME, this);
  }

  @Override
  public Scorer create() {
    return create(1);
  }

  @Override
  public Scorer create(int sizes) {
    return new ConvolutionalScorer(this, sizes);
  }
}
