package io.ats.topk.gumbel;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.score.ScoredOptions;
import io.ats.topk.base.ScoreNormalisation;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.base.TopKSpec;

/** Options of {@code gumbel-topk}. */
@About(
    summary =
        "K patches drawn without replacement by Gumbel noise, with the gradient of a relaxed"
            + " subset.",
    paper = "Xie & Ermon, IJCAI 2019, algorithm 1")
public record GumbelTopKOptions(
    @Embedded TopKOptions topK,
    @Option(
            value = "temperature t of the relaxed subset; hard as t → 0",
            min = 0,
            max = 1e6,
            above = true)
        double temperature,
    @Option(
            "weight of a patch; straight-through: 1/K, with the gradient of the relaxed marginal;"
                + " soft: the relaxed marginal over K")
        WeightValue value,
    @Option(
            "selection at inference; deterministic: the K largest scores; sampled: a random subset,"
                + " as in training")
        GumbelInference inference)
    implements TopKSpec {

  /** Unscaled scores: they are log-probabilities; noise of scale 1 would dominate [0,1]. */
  public static final GumbelTopKOptions DEFAULTS =
      new GumbelTopKOptions(
          new TopKOptions(ScoredOptions.DEFAULTS, ScoreNormalisation.NONE),
          0.5,
          WeightValue.STRAIGHT_THROUGH,
          GumbelInference.DETERMINISTIC);

  /** Checks the ranges. */
  public GumbelTopKOptions {
    Options.check(GumbelTopKOptions.class, topK, temperature, value, inference);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new GumbelTopK(this, image);
  }
}
