package org.example.centre;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SelectorFactory;

/** Makes {@code centre}. */
public final class CentreFactory implements SelectorFactory<CentreOptions> {

  @Override
  public CentreOptions defaults() {
    return CentreOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Always the patch in the middle.";
  }

  @Override
  public String paper() {
    return "ours";
  }

  @Override
  public PatchSelector create(CentreOptions options, ImageSpec image) {
    return new Centre(options, image);
  }

  @Override
  public int[] patchSize(CentreOptions options, ImageSpec image) {
    return new int[] {options.patchSize(), options.patchSize()};
  }

  @Override
  public int patches(CentreOptions options, ImageSpec image) {
    return 1;
  }
}
