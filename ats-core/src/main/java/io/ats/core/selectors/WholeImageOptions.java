package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.SelectorSpec;

/** Options of {@code whole-image}. */
@About(
    summary = "The whole image as one patch: the CNN baseline.",
    paper = "the CNN baseline of Katharopoulos & Fleuret, ICML 2019")
public record WholeImageOptions(
    @Option(value = "factor by which each side is reduced, by area averaging", min = 1, max = 1000)
        double downscale)
    implements SelectorSpec {

  /** Full resolution. */
  public static final WholeImageOptions DEFAULTS = new WholeImageOptions(1);

  /** Checks the ranges. */
  public WholeImageOptions {
    Options.check(WholeImageOptions.class, downscale);
  }

  /** Returns the patch's height and width. */
  int[] size(ImageSpec image) {
    return new int[] {
      Math.max(1, (int) Math.round(image.height() / downscale)),
      Math.max(1, (int) Math.round(image.width() / downscale))
    };
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new WholeImage(this, image);
  }

  @Override
  public int[] patchSize(ImageSpec image) {
    return size(image);
  }

  @Override
  public int patches(ImageSpec image) {
    return 1;
  }
}
