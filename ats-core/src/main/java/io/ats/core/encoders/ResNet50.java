package io.ats.core.encoders;

import ai.djl.nn.Block;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.EncoderSpec;

/** Encoder {@code resnet50}. */
@About(
    summary = "ResNet-50 without its classifier; a block's stride is in its 3×3 convolution.",
    paper = "He et al., Deep Residual Learning, CVPR 2016")
public record ResNet50(
    @Option(value = "factor of the channels 256, 512, 1024, 2048", min = 0, above = true, max = 16)
        double width,
    @Option("a 3×3 stem of stride 1 without pooling, for small patches") boolean smallStem,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements EncoderSpec {

  /** The published network. */
  public static final ResNet50 DEFAULTS = new ResNet50(1, false, 0);

  /** Checks the ranges. */
  public ResNet50 {
    Options.check(ResNet50.class, width, smallStem, norm);
  }

  @Override
  public Block create() {
    return ResNet.create(new int[] {3, 4, 6, 3}, true, width, smallStem, norm);
  }

  @Override
  public int leastPatch() {
    return 1;
  }
}
