package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SelectorFactory;

/** Makes {@code all-patches}. */
public final class AllPatchesFactory implements SelectorFactory<AllPatchesOptions> {

  @Override
  public AllPatchesOptions defaults() {
    return AllPatchesOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Every patch of a tiling; with gated-attention it is Deep MIL.";
  }

  @Override
  public String paper() {
    return "Ilse, Tomczak & Welling, Attention-based Deep Multiple Instance Learning, ICML 2018";
  }

  @Override
  public PatchSelector create(AllPatchesOptions options, ImageSpec image) {
    return new AllPatches(options, image);
  }

  @Override
  public int[] patchSize(AllPatchesOptions options, ImageSpec image) {
    return new int[] {options.patchSize(), options.patchSize()};
  }

  @Override
  public int patches(AllPatchesOptions options, ImageSpec image) {
    return options.grid(image).size();
  }
}
