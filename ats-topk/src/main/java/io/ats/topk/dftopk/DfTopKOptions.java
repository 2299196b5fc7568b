package io.ats.topk.dftopk;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.score.ScorerOptions;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.scores.ScoreNormalisation;

/**
 * Options of {@code dftopk}.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param normalisation how scores are scaled
 * @param temperature {@code τ}
 * @param entropy {@code λ}
 * @param entropyCap nats; the regulariser is {@code −λ·min(mean H, cap)}
 * @param border what a patch over the edge reads
 * @param scorer the network that scores positions
 */
public record DfTopKOptions(
    @Option(value = "patches selected an image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option("how scores are scaled before the operator, whose τ has their scale")
        ScoreNormalisation normalisation,
    @Option(
            value = "temperature τ of the sigmoid, in units of the scores; towards 0: hard",
            min = 0,
            max = 1e6,
            above = true)
        double temperature,
    @Option("weight λ of the entropy regulariser −λ·H(a); above 0 spreads attention")
        double entropy,
    @Option(value = "mean entropy beyond so many nats is not rewarded; 0: no cap", min = 0)
        double entropyCap,
    @Option("what a patch that reaches over the image's edge reads there") Border border,
    @Option("the network that scores positions") ScorerOptions scorer)
    implements TopKOptions {

  /** {@code τ} has the size of perturbed top-K's noise, on scores in [0,1]. */
  public static final DfTopKOptions DEFAULTS =
      new DfTopKOptions(
          10, 50, ScoreNormalisation.MIN_MAX, 0.05, 0.01, 0, Border.ZERO, ScorerOptions.DEFAULTS);
}
