package io.ats.core.encoders;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.EncoderSpec;

/** Encoder {@code lenet}. */
@About(
    summary = "Convolutions 7×7, 3×3, 3×3, 3×3 without padding, ReLU, global max-pooling.",
    paper = "Katharopoulos & Fleuret, ICML 2019, supplement H.1 and the authors' code")
public record LeNet(
    @Option(value = "channels of each convolution, and features F", min = 1, max = 4096)
        int channels,
    @Option(
            value = "side of max-pooling after the first convolution; 1: none, as in the paper",
            min = 1,
            max = 8)
        int pool,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements EncoderSpec {

  /** The authors' network for megapixel MNIST. */
  public static final LeNet DEFAULTS = new LeNet(32, 1, 1);

  /** Checks the ranges. */
  public LeNet {
    Options.check(LeNet.class, channels, pool, norm);
  }

  private static final int FIRST = 7;
  private static final int OTHER = 3;
  private static final int OTHERS = 3;

  @Override
  public Block create() {
    Layers layers = new Layers();
    layers.add(Convolutions.validRelu(FIRST, channels));
    if (pool > 1) {
      Shape window = new Shape(pool, pool);
      layers.add(Pool.maxPool2dBlock(window, window));
    }
    for (int i = 0; i < OTHERS; i++) {
      layers.add(Convolutions.validRelu(OTHER, channels));
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MAX, norm);
  }

  @Override
  public int leastPatch() {
    return (1 + OTHERS * (OTHER - 1)) * pool + FIRST - 1;
  }
}
