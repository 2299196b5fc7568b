package io.ats.core.objective;

import io.ats.core.options.Option;
import io.ats.core.options.Options;

/** Options of the objective. */
public record ObjectiveOptions(
    @Option("the score-function term, for selectors that return a log-probability")
        ScoreFunctionOptions scoreFunction) {

  /** The defaults. */
  public static final ObjectiveOptions DEFAULTS =
      new ObjectiveOptions(ScoreFunctionOptions.DEFAULTS);

  /** Checks the ranges. */
  public ObjectiveOptions {
    Options.check(ObjectiveOptions.class, scoreFunction);
  }
}
