package io.ats.core.objective;

import io.ats.core.options.Option;

/**
 * Options of the objective.
 *
 * @param scoreFunction for selections that carry a log-probability
 */
public record ObjectiveOptions(
    @Option("for selectors that draw: the gradient of the log-probability")
        ScoreFunctionOptions scoreFunction) {

  /** The default of every part. */
  public static final ObjectiveOptions DEFAULTS =
      new ObjectiveOptions(ScoreFunctionOptions.DEFAULTS);
}
