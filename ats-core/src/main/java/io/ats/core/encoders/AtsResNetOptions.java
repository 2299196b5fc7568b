package io.ats.core.encoders;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;

/**
 * Options of {@code ats-resnet}.
 *
 * @param depth layers with weights, the classifier included
 * @param channels of the first convolution
 * @param stemStride stride of the first convolution
 * @param norm L2 norm that features are scaled to
 */
public record AtsResNetOptions(
    @Option(value = "layers with weights, the classifier included: even", min = 4, max = 100)
        int depth,
    @Option(
            value = "channels of the first convolution; doubled every two blocks",
            min = 1,
            max = 1024)
        int channels,
    @Option(value = "stride of the first convolution; 2 quarters the cost", min = 1, max = 8)
        int stemStride,
    @Option(value = "L2 norm that the features are scaled to; 0: as they are", min = 0)
        double norm) {

  /** ResNet-16 with 32 channels, the CNN baseline of the paper. */
  public static final AtsResNetOptions DEFAULTS = new AtsResNetOptions(16, 32, 1, 0);

  /** Checks that the depth makes whole blocks. */
  public AtsResNetOptions {
    if (depth % 2 != 0) {
      throw new OptionException(
          "depth must be even (stem, blocks of two, classifier), got " + depth);
    }
  }
}
