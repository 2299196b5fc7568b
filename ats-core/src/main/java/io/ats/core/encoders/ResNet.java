package io.ats.core.encoders;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;

/** The networks of He et al., Deep Residual Learning, CVPR 2016, without their classifier. */
final class ResNet {

  /** Channels of the stem and of the first stage; each further stage has twice as many. */
  private static final int CHANNELS = 64;

  private static final int EXPANSION = 4;

  private ResNet() {}

  /**
   * Creates a network.
   *
   * @param blocks of each stage
   * @param bottleneck whether a block is 1×1, 3×3, 1×1 with four times the channels, else 3×3, 3×3
   * @param width factor of the channels
   * @param smallStem a 3×3 stem of stride 1 without pooling
   * @param norm that features are scaled to
   */
  static Block create(
      int[] blocks, boolean bottleneck, double width, boolean smallStem, double norm) {
    int channels = (int) Math.max(1, Math.round(CHANNELS * width));
    Layers layers = new Layers();
    layers
        .add(Convolutions.same(smallStem ? 3 : 7, channels, smallStem ? 1 : 2, false))
        .add(Convolutions.norm())
        .add(Activation.reluBlock());
    if (!smallStem) {
      layers.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
    }
    for (int stage = 0; stage < blocks.length; stage++) {
      for (int block = 0; block < blocks[stage]; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        boolean project = block == 0 && (stage > 0 || bottleneck);
        layers.add(block(channels << stage, stride, project, bottleneck));
      }
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MEAN, norm);
  }

  private static Block block(int channels, int stride, boolean project, boolean bottleneck) {
    int out = bottleneck ? EXPANSION * channels : channels;
    Layers branch = new Layers();
    if (bottleneck) {
      branch.add(Convolutions.same(1, channels, 1, false));
      branch.add(Convolutions.norm()).add(Activation.reluBlock());
    }
    branch
        .add(Convolutions.same(3, channels, stride, false))
        .add(Convolutions.norm())
        .add(Activation.reluBlock())
        .add(Convolutions.same(bottleneck ? 1 : 3, out, 1, false))
        .add(Convolutions.norm());
    Block shortcut =
        project
            ? new Layers().add(Convolutions.same(1, out, stride, false)).add(Convolutions.norm())
            : null;
    return new Layers().add(Convolutions.sum(branch, shortcut)).add(Activation.reluBlock());
  }
}
