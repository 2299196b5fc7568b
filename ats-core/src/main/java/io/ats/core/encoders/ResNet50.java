package io.ats.core.encoders;

import io.ats.core.options.FilePath;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import java.util.List;

/** Encoder {@code resnet50}. */
@About(
    summary = "ResNet-50 without its classifier; a block's stride is in its 3×3 convolution.",
    paper = "He et al., Deep Residual Learning, CVPR 2016")
public record ResNet50(
    @Option(value = "factor of the channels 256, 512, 1024, 2048", min = 0, above = true, max = 16)
        double width,
    @Option(ResNetSpec.SMALL_STEM) boolean smallStem,
    @Option(ResNetSpec.WEIGHTS) String weights,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements ResNetSpec {

  /** The published network. */
  public static final ResNet50 DEFAULTS = new ResNet50(1, false, "", 0);

  /** Checks the ranges. */
  public ResNet50 {
    Options.check(ResNet50.class, width, smallStem, weights, norm);
    weights = FilePath.absolute("weights", "file", weights);
  }

  @Override
  public ResNet network() {
    return new ResNet(List.of(3, 4, 6, 3), true);
  }
}
