package io.ats.core.score;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;

/**
 * Options of the network that scores positions.
 *
 * @param layers convolutions before the last
 * @param channels of each of them
 * @param activation after each of them
 * @param batchNorm whether batch normalisation follows each activation
 * @param smoothing side of the window over which scores are averaged
 * @param bound {@code c}: scores are {@code c·tanh(s/c)}; 0: as they are
 * @param pool max-pooling of the scores, which thins the positions
 * @param suppression side of the window in which only the largest score stays; where fewer stay
 *     than patches are selected, the others are any
 */
public record ScorerOptions(
    @Option(value = "3×3 convolutions before the last one", min = 0, max = 20) int layers,
    @Option(value = "channels of each of them", min = 1, max = 1024) int channels,
    @Option("activation after each of them") ActivationKind activation,
    @Option("batch normalisation after each activation") boolean batchNorm,
    @Option(
            value =
                "side, in cells, of the window over which scores are averaged, so that the middle of"
                    + " an object scores most: odd; 1: none",
            min = 1,
            max = 63)
        int smoothing,
    @Option(
            value =
                "scores lie within ± so much, so that attention can tell objects from the rest and"
                    + " weigh them all alike; 0: no bound",
            min = 0)
        double bound,
    @Option(
            value = "max-pooling of the score map, in cells: thins the positions",
            min = 1,
            max = 64)
        int pool,
    @Option(
            value =
                "side, in cells, of the window in which only the largest score stays, so that one"
                    + " object is one position: odd; 1: none",
            min = 1,
            max = 63)
        int suppression) {

  /** The attention network of ATS's megapixel MNIST: two 3×3 convolutions of 8, tanh. */
  public static final ScorerOptions DEFAULTS =
      new ScorerOptions(2, 8, ActivationKind.TANH, false, 1, 0, 1, 1);

  /** Checks that the windows have a middle. */
  public ScorerOptions {
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
