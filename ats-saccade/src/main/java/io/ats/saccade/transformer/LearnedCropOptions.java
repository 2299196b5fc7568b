package io.ats.saccade.transformer;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.SelectorSpec;

/** Options of {@code spatial-transformer}. */
@About(
    summary = "One crop whose location and size a network predicts from the view.",
    paper =
        "Jaderberg et al., Spatial Transformer Networks, NeurIPS 2015; localised: Ramapuram et"
            + " al., BMVC 2019, §7.3")
public record LearnedCropOptions(
    @Embedded Cropping cropping,
    @Option(value = "channels of the view network's first convolution", min = 1, max = 1024)
        int channels,
    @Option(value = "features of the view network", min = 1, max = 4096) int features)
    implements SelectorSpec {

  /** Small networks. */
  public static final LearnedCropOptions DEFAULTS =
      new LearnedCropOptions(Cropping.DEFAULTS, 16, 64);

  /** Checks the ranges. */
  public LearnedCropOptions {
    Options.check(LearnedCropOptions.class, cropping, channels, features);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new LearnedCrop(this, image);
  }

  @Override
  public int patches(ImageSpec image) {
    return 1;
  }

  @Override
  public int[] patchSize(ImageSpec image) {
    return new int[] {cropping.patchSize(), cropping.patchSize()};
  }
}
