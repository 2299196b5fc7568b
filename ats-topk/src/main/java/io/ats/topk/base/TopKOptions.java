package io.ats.topk.base;

import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.score.ScoredOptions;

/** Options shared by the relaxed top-K selectors. */
public record TopKOptions(
    @Embedded ScoredOptions scored,
    @Option("scaling of an image's scores before the top-K operator")
        ScoreNormalisation normalisation) {

  /** Scores scaled to [0,1]. */
  public static final TopKOptions DEFAULTS =
      new TopKOptions(ScoredOptions.DEFAULTS, ScoreNormalisation.MIN_MAX);

  /** Checks for missing values. */
  public TopKOptions {
    Options.check(TopKOptions.class, scored, normalisation);
  }
}
