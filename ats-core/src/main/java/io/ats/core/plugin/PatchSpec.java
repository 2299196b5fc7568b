package io.ats.core.plugin;

import io.ats.core.data.ImageSpec;
import io.ats.core.geometry.PatchOptions;

/** The options of a selector that embed {@link PatchOptions}. */
public interface PatchSpec extends SelectorSpec {

  /** Returns the number and size of the patches. */
  PatchOptions patch();

  @Override
  default int patches(ImageSpec image) {
    return patch().patches();
  }

  @Override
  default int[] patchSize(ImageSpec image) {
    return new int[] {patch().patchSize(), patch().patchSize()};
  }
}
