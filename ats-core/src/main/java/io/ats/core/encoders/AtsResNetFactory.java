package io.ats.core.encoders;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import io.ats.core.plugin.EncoderFactory;

/** Makes {@code ats-resnet}. */
public final class AtsResNetFactory implements EncoderFactory<AtsResNetOptions> {

  @Override
  public AtsResNetOptions defaults() {
    return AtsResNetOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Narrow pre-activation ResNet; channels double and size halves every two blocks.";
  }

  @Override
  public String paper() {
    return "Katharopoulos & Fleuret, ICML 2019, supplement H; He et al., ECCV 2016 (pre-activation)";
  }

  @Override
  public Block create(AtsResNetOptions options) {
    SequentialBlock layers = new SequentialBlock();
    int channels = options.channels();
    layers.add(Convolutions.same(3, channels, options.stemStride(), false));
    for (int block = 0; block < (options.depth() - 2) / 2; block++) {
      boolean wider = block > 0 && block % 2 == 0;
      channels = wider ? 2 * channels : channels;
      layers.add(block(channels, wider));
    }
    layers.add(Convolutions.norm()).add(Activation.reluBlock());
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MEAN, options.norm());
  }

  private static Block block(int channels, boolean wider) {
    int stride = wider ? 2 : 1;
    Block branch =
        new SequentialBlock()
            .add(Convolutions.norm())
            .add(Activation.reluBlock())
            .add(Convolutions.same(3, channels, stride, false))
            .add(Convolutions.norm())
            .add(Activation.reluBlock())
            .add(Convolutions.same(3, channels, 1, false));
    Block shortcut =
        wider ? Convolutions.same(1, channels, stride, false) : Convolutions.identity();
    return Convolutions.sum(branch, shortcut);
  }

  @Override
  public int leastPatch(AtsResNetOptions options) {
    return 1;
  }
}
