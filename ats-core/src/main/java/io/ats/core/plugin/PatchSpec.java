package io.ats.core.plugin;

import io.ats.core.ImageSpec;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.geometry.PatchSize;

/** The options of a selector that embed {@link PatchOptions}. */
public interface PatchSpec extends SelectorSpec {

  /** Returns the number and sizes of the patches. */
  PatchOptions patch();

  @Override
  default int patches(ImageSpec image) {
    return patch().patches();
  }

  @Override
  default int[] patchSize(ImageSpec image) {
    PatchSize read = patch().patchSize().first();
    return new int[] {read.height(), read.width()};
  }

  @Override
  default String patchSizes(ImageSpec image) {
    return patch().patchSize().toString();
  }
}
