package io.ats.core.objective;

import io.ats.core.options.Option;
import io.ats.core.options.Options;

/** Options of the term that trains a selection's log-probability. */
public record ScoreFunctionOptions(
    @Option("reward: minus the loss, the bounded exp(−loss), or 1 if correct, else 0")
        Reward reward,
    @Option("baseline subtracted from the reward; batch-mean is biased") Baseline baseline,
    @Option(value = "weight of the score-function term", min = 0) double weight) {

  /** Unbiased, with weight 1. */
  public static final ScoreFunctionOptions DEFAULTS =
      new ScoreFunctionOptions(Reward.LOSS, Baseline.LEAVE_ONE_OUT, 1);

  /** Checks the ranges. */
  public ScoreFunctionOptions {
    Options.check(ScoreFunctionOptions.class, reward, baseline, weight);
  }
}
