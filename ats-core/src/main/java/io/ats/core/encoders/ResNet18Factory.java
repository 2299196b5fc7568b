package io.ats.core.encoders;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import io.ats.core.plugin.EncoderFactory;

/** Makes {@code resnet18}. */
public final class ResNet18Factory implements EncoderFactory<ResNet18Options> {

  @Override
  public ResNet18Options defaults() {
    return ResNet18Options.DEFAULTS;
  }

  @Override
  public String summary() {
    return "ResNet-18 without its classifier.";
  }

  @Override
  public String paper() {
    return "He et al., Deep Residual Learning, CVPR 2016";
  }

  @Override
  public Block create(ResNet18Options options) {
    SequentialBlock layers = new SequentialBlock();
    int channels = (int) Math.max(1, Math.round(64 * options.width()));
    layers
        .add(
            Convolutions.same(
                options.smallStem() ? 3 : 7, channels, options.smallStem() ? 1 : 2, false))
        .add(Convolutions.norm())
        .add(Activation.reluBlock());
    if (!options.smallStem()) {
      layers.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
    }
    for (int stage = 0; stage < 4; stage++) {
      boolean first = stage == 0;
      layers.add(block(channels << stage, first ? 1 : 2, !first));
      layers.add(block(channels << stage, 1, false));
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MEAN, options.norm());
  }

  private static Block block(int channels, int stride, boolean project) {
    Block branch =
        new SequentialBlock()
            .add(Convolutions.same(3, channels, stride, false))
            .add(Convolutions.norm())
            .add(Activation.reluBlock())
            .add(Convolutions.same(3, channels, 1, false))
            .add(Convolutions.norm());
    Block shortcut =
        project
            ? new SequentialBlock()
                .add(Convolutions.same(1, channels, stride, false))
                .add(Convolutions.norm())
            : Convolutions.identity();
    return new SequentialBlock()
        .add(Convolutions.sum(branch, shortcut))
        .add(Activation.reluBlock());
  }

  @Override
  public int leastPatch(ResNet18Options options) {
    return 1;
  }
}
