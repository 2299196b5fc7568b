package io.ats.topk.sinkhorn;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.score.ScorerOptions;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.scores.ScoreNormalisation;

/**
 * Options of {@code sinkhorn-topk}.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param normalisation how scores are scaled
 * @param epsilon {@code ε}
 * @param tolerance where the iterations stop
 * @param iterations where they stop at the latest
 * @param checkEvery how often the tolerance is looked at
 * @param support candidates a selected patch
 * @param inference what is read at inference
 * @param entropy {@code λ}
 * @param entropyCap nats; the regulariser is {@code −λ·min(mean H, cap)}
 * @param border what a patch over the edge reads
 * @param scorer the network that scores positions
 */
public record SinkhornTopKOptions(
    @Option(value = "patches selected an image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option("how scores are scaled before the transport, whose ε has their scale")
        ScoreNormalisation normalisation,
    @Option(
            value =
                "weight ε of the entropy, in squared units of the scores; towards 0: hard top-K",
            min = 0,
            max = 1e6,
            above = true)
        double epsilon,
    @Option(value = "largest relative error of the mass of a rank", min = 0, max = 1)
        double tolerance,
    @Option(value = "Sinkhorn iterations, at most", min = 1, max = 1_000_000) int iterations,
    @Option(
            value = "iterations from one look at the error to the next, each a wait for the device",
            min = 1,
            max = 1_000_000)
        int checkEvery,
    @Option(
            value =
                "candidates: the support·K largest scores share the transport, and their patches"
                    + " are blended; as many as there are positions: exact",
            min = 1,
            max = 1_000_000)
        int support,
    @Option("patches read at inference: the blends of training, or those of the hard top-K")
        Inference inference,
    @Option("weight λ of the entropy regulariser −λ·H(a); above 0 spreads attention")
        double entropy,
    @Option(value = "mean entropy beyond so many nats is not rewarded; 0: no cap", min = 0)
        double entropyCap,
    @Option("what a patch that reaches over the image's edge reads there") Border border,
    @Option("the network that scores positions") ScorerOptions scorer)
    implements TopKOptions {

  /** Inference is soft because hard inference cost Cordonnier et al. accuracy (table 5). */
  public static final SinkhornTopKOptions DEFAULTS =
      new SinkhornTopKOptions(
          10,
          50,
          ScoreNormalisation.MIN_MAX,
          1e-2,
          1e-3,
          2000,
          10,
          8,
          Inference.SOFT,
          0.01,
          0,
          Border.ZERO,
          ScorerOptions.DEFAULTS);
}
