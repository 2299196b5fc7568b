package io.ats.core.encoders;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import io.ats.core.layers.GroupNorm;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.EncoderSpec;
import java.util.List;

/**
 * Encoder {@code fully-convolutional}: {@code (N,C,h,w)} to {@code (N,F)}, {@code F} the channels
 * of the last convolution.
 */
@About(
    summary =
        "3×3 convolutions of stride 2 with group normalisation and ReLU, then the mean over the map.",
    paper = "Ramapuram et al., Variational Saccading, BMVC 2019, §7.6: its classifier of crops")
public record FullyConvolutional(
    @Option(
            value = "channels of each convolution; those of the last are the features F",
            min = 1,
            max = 4096)
        List<Integer> channels,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements EncoderSpec {

  /**
   * Four convolutions. The paper's text has no sizes; first and last are the filters and the width
   * of the authors' public configuration.
   */
  public static final FullyConvolutional DEFAULTS =
      new FullyConvolutional(List.of(32, 64, 128, 256), 0);

  /** Checks the ranges, and that there is a convolution. */
  public FullyConvolutional {
    Options.check(FullyConvolutional.class, channels, norm);
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new OptionException("channels must name one convolution or more, got none");
    }
  }

  @Override
  public Block create() {
    Layers layers = new Layers();
    for (int each : channels) {
      layers
          .add(Convolutions.same(3, each, 2, false))
          .add(new GroupNorm())
          .add(Activation.reluBlock());
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MEAN, norm);
  }

  @Override
  public int leastPatch() {
    return 1;
  }
}
