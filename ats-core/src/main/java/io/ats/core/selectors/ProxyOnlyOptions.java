package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.About;
import io.ats.core.plugin.SelectorSpec;

/** Options of {@code proxy-only}: none; the dataset sets the view's size. */
@About(
    summary =
        "The low-resolution view as the only patch: the baseline for selectors that read more.",
    paper = "ours")
public record ProxyOnlyOptions() implements SelectorSpec {

  @Override
  public PatchSelector create(ImageSpec image) {
    return new ProxyOnly();
  }

  @Override
  public int[] patchSize(ImageSpec image) {
    return new int[] {image.viewHeight(), image.viewWidth()};
  }

  @Override
  public int patches(ImageSpec image) {
    return 1;
  }
}
