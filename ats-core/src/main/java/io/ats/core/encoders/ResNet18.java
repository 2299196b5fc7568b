package io.ats.core.encoders;

import io.ats.core.options.FilePath;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import java.util.List;

/** Encoder {@code resnet18}. */
@About(
    summary = "ResNet-18 without its classifier.",
    paper = "He et al., Deep Residual Learning, CVPR 2016")
public record ResNet18(
    @Option(value = "factor of the channels 64, 128, 256, 512", min = 0, above = true, max = 16)
        double width,
    @Option(ResNetSpec.SMALL_STEM) boolean smallStem,
    @Option(ResNetSpec.WEIGHTS) String weights,
    @Option(value = FeatureNetwork.NORM, min = 0) double norm)
    implements ResNetSpec {

  /** The published network. */
  public static final ResNet18 DEFAULTS = new ResNet18(1, false, "", 0);

  /** Checks the ranges. */
  public ResNet18 {
    Options.check(ResNet18.class, width, smallStem, weights, norm);
    weights = FilePath.absolute("weights", "file", weights);
  }

  @Override
  public ResNet network() {
    return new ResNet(List.of(2, 2, 2, 2), false);
  }
}
