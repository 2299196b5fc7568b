package io.ats.core.encoders;

import io.ats.core.options.Option;

/**
 * Options of {@code lenet}.
 *
 * @param channels of each convolution, and so {@code F}
 * @param pool max-pooling after the first convolution
 * @param norm L2 norm that features are scaled to
 */
public record LeNetOptions(
    @Option(value = "channels of each convolution, and features F", min = 1, max = 4096)
        int channels,
    @Option(
            value = "max-pooling after the first convolution; 1: none, as in the paper",
            min = 1,
            max = 8)
        int pool,
    @Option(value = "L2 norm that the features are scaled to; 0: as they are", min = 0)
        double norm) {

  /** The authors' network for megapixel MNIST. */
  public static final LeNetOptions DEFAULTS = new LeNetOptions(32, 1, 1);
}
