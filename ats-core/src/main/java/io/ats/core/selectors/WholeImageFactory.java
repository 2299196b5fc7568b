package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SelectorFactory;

/** Makes {@code whole-image}. */
public final class WholeImageFactory implements SelectorFactory<WholeImageOptions> {

  @Override
  public WholeImageOptions defaults() {
    return WholeImageOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "The whole image as one patch: the CNN baseline.";
  }

  @Override
  public String paper() {
    return "the CNN baseline of Katharopoulos & Fleuret, ICML 2019";
  }

  @Override
  public PatchSelector create(WholeImageOptions options, ImageSpec image) {
    return new WholeImage(options, image);
  }

  @Override
  public int[] patchSize(WholeImageOptions options, ImageSpec image) {
    return options.size(image);
  }

  @Override
  public int patches(WholeImageOptions options, ImageSpec image) {
    return 1;
  }
}
