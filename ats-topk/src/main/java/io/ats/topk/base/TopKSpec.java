package io.ats.topk.base;

import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSpec;

/** Options of a selector that embed {@link TopKOptions}. */
public interface TopKSpec extends ScoredSpec {

  /** Returns the shared options. */
  TopKOptions topK();

  @Override
  default ScoredOptions scored() {
    return topK().scored();
  }
}
