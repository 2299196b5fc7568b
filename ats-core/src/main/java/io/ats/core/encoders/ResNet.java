package io.ats.core.encoders;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The networks of He et al., Deep Residual Learning, CVPR 2016, without their classifier, layer by
 * layer as torchvision has them.
 *
 * @param blocks of each stage
 * @param bottleneck whether a block is 1×1, 3×3, 1×1 with four times the channels, else 3×3, 3×3
 */
record ResNet(List<Integer> blocks, boolean bottleneck) {

  /** Channels of the stem and of the first stage; each further stage has twice as many. */
  private static final int CHANNELS = 64;

  private static final int EXPANSION = 4;

  /** A 7×7 convolution of stride 2 and pooling, or the one for small patches. */
  private static Layers stem(int channels, boolean small) {
    Layers layers = new Layers();
    layers
        .add(Convolutions.same(small ? 3 : 7, channels, small ? 1 : 2, false))
        .add(Convolutions.norm())
        .add(Activation.reluBlock());
    if (!small) {
      layers.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
    }
    return layers;
  }

  /**
   * Creates a network.
   *
   * @param width factor of the channels
   * @param smallStem a 3×3 stem of stride 1 without pooling
   * @param norm that features are scaled to
   */
  Block create(double width, boolean smallStem, double norm) {
    int channels = (int) Math.max(1, Math.round(CHANNELS * width));
    Layers layers = stem(channels, smallStem);
    for (int stage = 0; stage < blocks.size(); stage++) {
      for (int block = 0; block < blocks.get(stage); block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        layers.add(block(channels << stage, stride, projects(stage, block)));
      }
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MEAN, norm);
  }

  /** Returns whether a block changes size or channels, and its shortcut is a convolution. */
  private boolean projects(int stage, int block) {
    return block == 0 && (stage > 0 || bottleneck);
  }

  private Block block(int channels, int stride, boolean project) {
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

  /** Returns torchvision's names of the parameters, which timm shares, in the block's order. */
  List<String> names() {
    List<String> names = new ArrayList<>(named("conv1", "bn1"));
    for (int stage = 0; stage < blocks.size(); stage++) {
      for (int block = 0; block < blocks.get(stage); block++) {
        String prefix = "layer%d.%d.".formatted(stage + 1, block);
        for (int i = 1; i <= (bottleneck ? 3 : 2); i++) {
          names.addAll(named(prefix + "conv" + i, prefix + "bn" + i));
        }
        if (projects(stage, block)) {
          names.addAll(named(prefix + "downsample.0", prefix + "downsample.1"));
        }
      }
    }
    return names;
  }

  /** Returns the names of a convolution's and its batch normalisation's parameters. */
  private static List<String> named(String convolution, String norm) {
    return Stream.concat(
            Stream.of(convolution + ".weight"),
            Stream.of("weight", "bias", "running_mean", "running_var").map(p -> norm + "." + p))
        .toList();
  }
}
