package io.ats.core.score;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;

/**
 * Options of the network that scores positions. If suppression keeps fewer positions than patches
 * are selected, the other patches are arbitrary.
 */
public record ScorerOptions(
    @Option(value = "3×3 convolutions before the last one", min = 0, max = 20) int layers,
    @Option(value = "channels of each of these convolutions", min = 1, max = 1024) int channels,
    @Option("activation after each of these convolutions") ActivationKind activation,
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
        int suppression) {

  /** The attention network of ATS's megapixel MNIST: two 3×3 convolutions of 8, tanh. */
  public static final ScorerOptions DEFAULTS =
      new ScorerOptions(2, 8, ActivationKind.TANH, false, 1, 1, 1);

  /** Checks the ranges, and that the windows' sides are odd. */
  public ScorerOptions {
    Options.check(
        ScorerOptions.class, layers, channels, activation, batchNorm, smoothing, pool, suppression);
    requireOdd("smoothing", smoothing);
    requireOdd("suppression", suppression);
  }

  private static void requireOdd(String name, int value) {
    if (value % 2 == 0) {
      throw new OptionException(
          "%s must be odd, got %d; take %d".formatted(name, value, value + 1));
    }
  }
}
