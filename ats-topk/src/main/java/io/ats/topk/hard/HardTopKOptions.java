package io.ats.topk.hard;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.plugin.SquarePatches;
import io.ats.core.score.ScorerOptions;

/**
 * Options of {@code hard-topk}.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param gradient which gradient reaches the scores
 * @param entropy {@code λ}
 * @param entropyCap nats; the regulariser is {@code −λ·min(mean H, cap)}
 * @param border what a patch over the edge reads
 * @param scorer the network that scores positions
 */
public record HardTopKOptions(
    @Option(value = "patches selected an image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option("gradient through the selection; with none the scorer learns nothing from the patches")
        SelectionGradient gradient,
    @Option("weight λ of the entropy regulariser −λ·H(a); above 0 spreads attention")
        double entropy,
    @Option(value = "mean entropy beyond so many nats is not rewarded; 0: no cap", min = 0)
        double entropyCap,
    @Option("what a patch that reaches over the image's edge reads there") Border border,
    @Option("the network that scores positions") ScorerOptions scorer)
    implements SquarePatches {

  /** As many patches of the same size as {@code ats} by default. */
  public static final HardTopKOptions DEFAULTS =
      new HardTopKOptions(
          10, 50, SelectionGradient.STRAIGHT_THROUGH, 0, 0, Border.ZERO, ScorerOptions.DEFAULTS);
}
