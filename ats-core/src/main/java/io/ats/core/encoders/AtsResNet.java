package io.ats.core.encoders;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.EncoderSpec;

/** Encoder {@code ats-resnet}. */
@About(
    summary = "Narrow pre-activation ResNet; channels double and size halves every two blocks.",
    paper =
        "Katharopoulos & Fleuret, ICML 2019, supplement H; He et al., ECCV 2016 (pre-activation)")
public record AtsResNet(
    @Option(value = "layers with weights, including the classifier; even", min = 4, max = 100)
        int depth,
    @Option(
            value = "channels of the first convolution; doubled every two blocks",
            min = 1,
            max = 1024)
        int channels,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements EncoderSpec {

  /** ResNet-16 with 32 channels, the CNN baseline of the paper. */
  public static final AtsResNet DEFAULTS = new AtsResNet(16, 32, 0);

  /** Checks the ranges, and that the depth gives whole blocks. */
  public AtsResNet {
    Options.check(AtsResNet.class, depth, channels, norm);
    if (depth % 2 != 0) {
      throw new OptionException(
          "depth must be even (stem, blocks of two, classifier), got " + depth);
    }
  }

  @Override
  public Block create() {
    Layers layers = new Layers();
    int width = channels;
    layers.add(Convolutions.same(3, width, 1, false));
    for (int block = 0; block < (depth - 2) / 2; block++) {
      boolean wider = block > 0 && block % 2 == 0;
      width = wider ? 2 * width : width;
      layers.add(block(width, wider));
    }
    layers.add(Convolutions.norm()).add(Activation.reluBlock());
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MEAN, norm);
  }

  private static Block block(int channels, boolean wider) {
    int stride = wider ? 2 : 1;
    Block branch =
        new Layers()
            .add(Convolutions.norm())
            .add(Activation.reluBlock())
            .add(Convolutions.same(3, channels, stride, false))
            .add(Convolutions.norm())
            .add(Activation.reluBlock())
            .add(Convolutions.same(3, channels, 1, false));
    Block shortcut = wider ? Convolutions.same(1, channels, stride, false) : null;
    return Convolutions.sum(branch, shortcut);
  }

  @Override
  public int leastPatch() {
    return 1;
  }
}
