package io.ats.core.score;

import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.Component;
import io.ats.core.plugin.ScorerSpec;

/** Options of selectors that score positions on the view and read patches at some of them. */
public record ScoredOptions(
    @Embedded PatchOptions patch,
    @Option(
            "weight λ of the entropy regulariser −λ·min(mean H(a), cap); above 0 it spreads"
                + " attention")
        double entropy,
    @Option(value = "cap on the mean entropy in the regulariser, in nats; 0: no cap", min = 0)
        double entropyCap,
    @Option("the network that scores positions") Component<ScorerSpec> scorer) {

  /** The attention sampling paper's values, λ from its supplement. */
  public static final ScoredOptions DEFAULTS =
      new ScoredOptions(
          PatchOptions.DEFAULTS, 0.01, 0, ConvolutionalScorerOptions.DEFAULTS.named());

  /** Checks the ranges. */
  public ScoredOptions {
    Options.check(ScoredOptions.class, patch, entropy, entropyCap, scorer);
  }
}
