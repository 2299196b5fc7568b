package io.ats.core.score;

import io.ats.core.geometry.PatchOptions;
import io.ats.core.plugin.PatchSpec;

/** The options of a selector that embed {@link ScoredOptions}. */
public interface ScoredSpec extends PatchSpec {

  /** Returns the shared options. */
  ScoredOptions scored();

  @Override
  default PatchOptions patch() {
    return scored().patch();
  }
}
