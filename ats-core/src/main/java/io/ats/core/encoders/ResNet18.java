package io.ats.core.encoders;

import ai.djl.nn.Block;
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
    return ResNet.create(new int[] {2, 2, 2, 2}, false, width, smallStem, norm);
  }

  @Override
  public int leastPatch() {
    return 1;
  }
}
