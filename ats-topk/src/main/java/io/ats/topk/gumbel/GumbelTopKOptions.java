package io.ats.topk.gumbel;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.score.ScorerOptions;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.scores.ScoreNormalisation;

/**
 * Options of {@code gumbel-topk}.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param normalisation how scores are scaled
 * @param temperature {@code t}
 * @param value what the weights are worth
 * @param inference drawn or not
 * @param entropy {@code λ}
 * @param entropyCap nats; the regulariser is {@code −λ·min(mean H, cap)}
 * @param border what a patch over the edge reads
 * @param scorer the network that scores positions
 */
public record GumbelTopKOptions(
    @Option(value = "patches selected an image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option("how scores are scaled before the noise, which has scale 1")
        ScoreNormalisation normalisation,
    @Option(
            value = "temperature t of the relaxed subset; towards 0: hard",
            min = 0,
            max = 1e6,
            above = true)
        double temperature,
    @Option("value of a weight: 1/K with the relaxed gradient, or the relaxed marginal over K")
        WeightValue value,
    @Option("choice at inference: the largest scores, or a random subset as in training")
        Inference inference,
    @Option("weight λ of the entropy regulariser −λ·H(a); above 0 spreads attention")
        double entropy,
    @Option(value = "mean entropy beyond so many nats is not rewarded; 0: no cap", min = 0)
        double entropyCap,
    @Option("what a patch that reaches over the image's edge reads there") Border border,
    @Option("the network that scores positions") ScorerOptions scorer)
    implements TopKOptions {

  /** Unscaled scores: they are log-probabilities, and noise of scale 1 would drown [0,1]. */
  public static final GumbelTopKOptions DEFAULTS =
      new GumbelTopKOptions(
          10,
          50,
          ScoreNormalisation.NONE,
          0.5,
          WeightValue.STRAIGHT_THROUGH,
          Inference.DETERMINISTIC,
          0.01,
          0,
          Border.ZERO,
          ScorerOptions.DEFAULTS);
}
