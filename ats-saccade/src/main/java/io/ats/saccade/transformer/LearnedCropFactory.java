package io.ats.saccade.transformer;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SelectorFactory;

/** Makes {@code spatial-transformer}. */
public final class LearnedCropFactory implements SelectorFactory<LearnedCropOptions> {

  @Override
  public LearnedCropOptions defaults() {
    return LearnedCropOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "One crop whose place and size a network reads off the view.";
  }

  @Override
  public String paper() {
    return "Jaderberg et al., Spatial Transformer Networks, NeurIPS 2015; localised: Ramapuram et"
        + " al., BMVC 2019, §7.3";
  }

  @Override
  public PatchSelector create(LearnedCropOptions options, ImageSpec image) {
    return new LearnedCrop(options, image);
  }

  @Override
  public int[] patchSize(LearnedCropOptions options, ImageSpec image) {
    return new int[] {options.patchSize(), options.patchSize()};
  }

  @Override
  public int patches(LearnedCropOptions options, ImageSpec image) {
    return 1;
  }
}
