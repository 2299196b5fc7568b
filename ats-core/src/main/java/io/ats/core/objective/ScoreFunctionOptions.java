package io.ats.core.objective;

import io.ats.core.options.Option;

/**
 * How a selection's log-probability is trained.
 *
 * @param reward what is reinforced
 * @param baseline what is subtracted from it
 * @param weight of the term
 */
public record ScoreFunctionOptions(
    @Option("what is reinforced: the loss, the bounded reward exp(−loss), or 1 if correct, else 0")
        Reward reward,
    @Option("what is subtracted from it; batch-mean is biased") Baseline baseline,
    @Option(value = "weight of the score-function term", min = 0) double weight) {

  /** Unbiased, of weight 1. */
  public static final ScoreFunctionOptions DEFAULTS =
      new ScoreFunctionOptions(Reward.LOSS, Baseline.LEAVE_ONE_OUT, 1);
}
