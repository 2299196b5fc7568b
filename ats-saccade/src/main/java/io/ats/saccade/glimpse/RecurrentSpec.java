package io.ats.saccade.glimpse;

import io.ats.core.ImageSpec;
import io.ats.core.plugin.SelectorSpec;

/** Options of a selector that embed {@link RecurrentOptions}. */
interface RecurrentSpec extends SelectorSpec {

  /** Returns the shared options. */
  RecurrentOptions recurrent();

  @Override
  default int patches(ImageSpec image) {
    return recurrent().patches();
  }

  @Override
  default int[] patchSize(ImageSpec image) {
    return new int[] {recurrent().patchSize(), recurrent().patchSize()};
  }
}
