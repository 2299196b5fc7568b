package io.ats.experiments.config;

import io.ats.core.options.Option;

/** What training minimises. */
public record ObjectiveConfig(
    @Option("the score-function term") ScoreFunctionConfig scoreFunction,
    @Option(
            value = "share of a label's mass spread over all classes in the cross-entropy",
            min = 0,
            max = 1)
        double labelSmoothing) {

  /** The values of absent keys. */
  public static final ObjectiveConfig DEFAULTS =
      new ObjectiveConfig(ScoreFunctionConfig.DEFAULTS, 0);
}
