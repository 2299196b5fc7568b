package io.ats.core.selectors;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.plugin.SquarePatches;
import io.ats.core.score.ActivationKind;
import io.ats.core.score.ScorerOptions;

/**
 * Options of {@code reinforce}; reward and baseline belong to the objective.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param repeats {@code R}
 * @param entropy {@code λ}
 * @param entropyCap nats; the regulariser is {@code −λ·min(mean H(a), cap)}
 * @param border what a patch over the edge reads
 * @param scorer the attention network
 */
public record ReinforceOptions(
    @Option(value = "patches drawn an image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option(value = "independent draws of every training image, R", min = 1, max = 1000)
        int repeats,
    @Option("weight λ of the entropy regulariser −λ·H(a); above 0 spreads attention")
        double entropy,
    @Option(value = "mean entropy beyond so many nats is not rewarded; 0: no cap", min = 0)
        double entropyCap,
    @Option("what a patch that reaches over the image's edge reads there") Border border,
    @Option("the network that scores positions") ScorerOptions scorer)
    implements SquarePatches {

  /** The source's: R = 4, reflected edges, three convolutions of 8 with batch normalisation. */
  public static final ReinforceOptions DEFAULTS =
      new ReinforceOptions(
          10,
          50,
          4,
          0.01,
          0,
          Border.REFLECT,
          new ScorerOptions(3, 8, ActivationKind.LEAKY_RELU, true, 1, 0, 1, 1));
}
