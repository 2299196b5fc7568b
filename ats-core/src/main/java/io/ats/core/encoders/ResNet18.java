package io.ats.core.encoders;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.EncoderSpec;

/** Encoder {@code resnet18}. */
@About(
    summary = "ResNet-18 without its classifier.",
    paper = "He et al., Deep Residual Learning, CVPR 2016")
public record ResNet18(
    @Option(value = "factor of the channels 64, 128, 256, 512", min = 0, above = true, max = 16)
        double width,
    @Option("a 3×3 stem of stride 1 without pooling, for small patches") boolean smallStem,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements EncoderSpec {

  /** The published network. */
  public static final ResNet18 DEFAULTS = new ResNet18(1, false, 0);

  /** Checks the ranges. */
  public ResNet18 {
    Options.check(ResNet18.class, width, smallStem, norm);
  }

  @Override
  public Block create() {
    SequentialBlock layers = new SequentialBlock();
    int channels = (int) Math.max(1, Math.round(64 * width));
    layers
        .add(Convolutions.same(smallStem ? 3 : 7, channels, smallStem ? 1 : 2, false))
        .add(Convolutions.norm())
        .add(Activation.reluBlock());
    if (!smallStem) {
      layers.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
    }
    for (int stage = 0; stage < 4; stage++) {
      boolean first = stage == 0;
      layers.add(block(channels << stage, first ? 1 : 2, !first));
      layers.add(block(channels << stage, 1, false));
    }
    return new FeatureNetwork(layers, FeatureNetwork.Pooling.MEAN, norm);
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
            : Blocks.identityBlock();
    return new SequentialBlock()
        .add(Convolutions.sum(branch, shortcut))
        .add(Activation.reluBlock());
  }

  @Override
  public int leastPatch() {
    return 1;
  }
}
