package io.ats.experiments.config;

import io.ats.core.options.Option;

/** The score-function term of the objective, for selections that carry a log-probability. */
public record ScoreFunctionConfig(
    @Option("what a selection is rewarded with") Reward reward,
    @Option("what is subtracted from the reward to lessen the variance") Baseline baseline,
    @Option(value = "the term's weight in the objective", min = 0) double weight) {

  /** The values of absent keys. */
  public static final ScoreFunctionConfig DEFAULTS =
      new ScoreFunctionConfig(Reward.LOSS, Baseline.LEAVE_ONE_OUT, 1.0);

  /** The reward of a selection. */
  public enum Reward {
    /** The negative cross-entropy. */
    LOSS,
    /** A reward between 0 and 1. */
    BOUNDED
  }

  /** The baseline of the reward. */
  public enum Baseline {
    /** None. */
    NONE,
    /** The mean over the batch. */
    BATCH_MEAN,
    /** The mean over the batch's other images. */
    LEAVE_ONE_OUT
  }
}
