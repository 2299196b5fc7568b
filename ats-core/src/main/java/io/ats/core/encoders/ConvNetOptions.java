package io.ats.core.encoders;

import io.ats.core.options.Option;

/**
 * Options of {@code convnet}.
 *
 * @param layers convolutions, each followed by a halving of the size
 * @param channels of the first; the others have twice as many
 * @param downsampling how the size is halved
 * @param pooling of the last map
 * @param features {@code F}
 * @param batchNorm whether batch normalisation follows each convolution
 * @param dropout share of the last map that training sets to zero
 * @param norm L2 norm that features are scaled to
 */
public record ConvNetOptions(
    @Option(value = "3×3 convolutions, each of which halves the size", min = 1, max = 10)
        int layers,
    @Option(value = "channels of the first; the others have twice as many", min = 1, max = 1024)
        int channels,
    @Option("how a convolution halves the size: stride has a quarter of the cost")
        Downsampling downsampling,
    @Option(
            "what of the last map goes to the linear layer: all of it, or each channel's maximum,"
                + " which does not depend on where in the patch an object is")
        Pooling pooling,
    @Option(value = "features F, of the linear layer", min = 1, max = 4096) int features,
    @Option("batch normalisation after each convolution") boolean batchNorm,
    @Option(value = "share of the last map that training sets to zero", min = 0, max = 0.95)
        double dropout,
    @Option(value = "L2 norm that the features are scaled to; 0: as they are", min = 0)
        double norm) {

  /** How a convolution halves the size. */
  public enum Downsampling {
    /** 2×2 max-pooling behind it. */
    MAX_POOL,
    /** A stride of 2. */
    STRIDE
  }

  /** What of the last map goes to the linear layer. */
  public enum Pooling {
    /** All of it. */
    NONE,
    /** Each channel's maximum. */
    MAX
  }

  /** A small network for digits. */
  public static final ConvNetOptions DEFAULTS =
      new ConvNetOptions(3, 16, Downsampling.MAX_POOL, Pooling.NONE, 64, false, 0, 0);
}
