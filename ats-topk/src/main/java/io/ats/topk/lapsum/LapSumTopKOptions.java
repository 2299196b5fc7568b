package io.ats.topk.lapsum;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.score.ScorerOptions;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.scores.ScoreNormalisation;

/**
 * Options of {@code lapsum-topk}.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param normalisation how scores are scaled
 * @param alpha {@code α}
 * @param entropy {@code λ}
 * @param entropyCap nats; the regulariser is {@code −λ·min(mean H, cap)}
 * @param border what a patch over the edge reads
 * @param scorer the network that scores positions
 */
public record LapSumTopKOptions(
    @Option(value = "patches selected an image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option("how scores are scaled before the operator, whose α has their scale")
        ScoreNormalisation normalisation,
    @Option(
            value = "width α of the Laplace distributions, in units of the scores; towards 0: hard",
            min = 0,
            max = 1e6,
            above = true)
        double alpha,
    @Option("weight λ of the entropy regulariser −λ·H(a); above 0 spreads attention")
        double entropy,
    @Option(value = "mean entropy beyond so many nats is not rewarded; 0: no cap", min = 0)
        double entropyCap,
    @Option("what a patch that reaches over the image's edge reads there") Border border,
    @Option("the network that scores positions") ScorerOptions scorer)
    implements TopKOptions {

  /** {@code α} has the size of perturbed top-K's noise, on scores in [0,1]. */
  public static final LapSumTopKOptions DEFAULTS =
      new LapSumTopKOptions(
          10, 50, ScoreNormalisation.MIN_MAX, 0.05, 0.01, 0, Border.ZERO, ScorerOptions.DEFAULTS);
}
