package io.ats.topk.base;

import io.ats.core.Border;
import io.ats.core.plugin.SquarePatches;
import io.ats.core.score.ScorerOptions;
import io.ats.topk.scores.ScoreNormalisation;

/** The options that every relaxed top-K selector has; records implement it by their components. */
public interface TopKOptions extends SquarePatches {

  /** Returns how scores are scaled before the operator. */
  ScoreNormalisation normalisation();

  /** Returns {@code λ}, the weight of the entropy regulariser on the unnormalised scores. */
  double entropy();

  /** Returns the entropy, in nats, beyond which it is not rewarded; 0: none. */
  double entropyCap();

  /** Returns what a patch over the edge reads. */
  Border border();

  /** Returns the network that scores positions. */
  ScorerOptions scorer();
}
