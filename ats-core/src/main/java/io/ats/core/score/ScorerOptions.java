package io.ats.core.score;

import io.ats.core.options.Option;

/**
 * Options of the network that scores positions.
 *
 * @param layers convolutions before the last
 * @param channels of each of them
 * @param activation after each of them
 * @param batchNorm whether batch normalisation follows each activation
 * @param stride of the first convolution, which thins the positions and the cost
 * @param pool max-pooling of the scores, which thins the positions
 */
public record ScorerOptions(
    @Option(value = "3×3 convolutions before the last one", min = 0, max = 20) int layers,
    @Option(value = "channels of each of them", min = 1, max = 1024) int channels,
    @Option("activation after each of them") ActivationKind activation,
    @Option("batch normalisation after each activation") boolean batchNorm,
    @Option(
            value = "stride of the first convolution: thins the positions, and the cost",
            min = 1,
            max = 64)
        int stride,
    @Option(
            value = "max-pooling of the score map, in cells: thins the positions",
            min = 1,
            max = 64)
        int pool) {

  /** The attention network of ATS's megapixel MNIST: two 3×3 convolutions of 8, tanh. */
  public static final ScorerOptions DEFAULTS =
      new ScorerOptions(2, 8, ActivationKind.TANH, false, 1, 1);
}
