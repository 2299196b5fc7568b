package io.ats.core.selectors;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.plugin.SquarePatches;
import io.ats.core.sampling.GradientEstimator;
import io.ats.core.score.ScorerOptions;

/**
 * Options of {@code ats}.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param gradient the attention's gradient
 * @param entropy {@code λ}
 * @param entropyCap nats; the regulariser is {@code −λ·min(mean H(a), cap)}
 * @param smoothing {@code ε}
 * @param border what a patch over the edge reads
 * @param scorer the attention network
 */
public record AttentionSamplingOptions(
    @Option(value = "patches sampled an image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option("estimator of the gradient to the attention; reference is biased")
        GradientEstimator gradient,
    @Option(value = "weight λ of the entropy regulariser −λ·H(a); above 0 spreads attention")
        double entropy,
    @Option(value = "mean entropy beyond so many nats is not rewarded; 0: no cap", min = 0)
        double entropyCap,
    @Option(value = "smoothing ε: attention is (1−ε)·softmax + ε/D", min = 0, max = 1)
        double smoothing,
    @Option("what a patch that reaches over the image's edge reads there") Border border,
    @Option("the network that scores positions") ScorerOptions scorer)
    implements SquarePatches {

  /** The values of the authors' code for megapixel MNIST; λ as in their supplement. */
  public static final AttentionSamplingOptions DEFAULTS =
      new AttentionSamplingOptions(
          10,
          50,
          GradientEstimator.RAO_BLACKWELL,
          0.01,
          0,
          1e-5,
          Border.ZERO,
          ScorerOptions.DEFAULTS);
}
