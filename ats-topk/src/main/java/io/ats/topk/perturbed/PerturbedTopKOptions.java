package io.ats.topk.perturbed;

import io.ats.core.Border;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.score.ScorerOptions;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.scores.ScoreNormalisation;

/**
 * Options of {@code perturbed-topk}.
 *
 * @param patches {@code K}
 * @param patchSize side of a patch
 * @param samples {@code N}
 * @param sigma {@code σ} at the start
 * @param sigmaDecay whether {@code σ} falls to 0
 * @param baseline of the gradient
 * @param noise how the samples depend on each other
 * @param inference what is read when it predicts
 * @param normalisation of the scores
 * @param entropy {@code λ}
 * @param entropyCap nats; the regulariser is {@code −λ·min(mean H, cap)}
 * @param border what a patch over the edge reads
 * @param scorer the network that scores positions
 */
public record PerturbedTopKOptions(
    @Option(value = "patches selected an image, K", min = 1, max = 100_000) int patches,
    @Option(value = "side of a square patch, pixels of the full image", min = 1, max = 100_000)
        int patchSize,
    @Option(value = "perturbations of an image's scores, N", min = 1, max = 1_000_000) int samples,
    @Option(
            value = "standard deviation σ of the noise at the start, in units of the scores",
            min = 0,
            above = true)
        double sigma,
    @Option("whether σ falls linearly to 0, hard top-K, over training") boolean sigmaDecay,
    @Option("baseline of the gradient; no effect with antithetic noise") SampleBaseline baseline,
    @Option("how the samples' noise depends on each other's; antithetic: pairs ±z") NoiseKind noise,
    @Option("patches read when it predicts; perturbed with sigma-decay is hard, for σ is then 0")
        Inference inference,
    @Option("scaling of an image's scores before the noise") ScoreNormalisation normalisation,
    @Option("weight λ of the entropy regulariser −λ·H(a); above 0 spreads attention")
        double entropy,
    @Option(value = "mean entropy beyond so many nats is not rewarded; 0: no cap", min = 0)
        double entropyCap,
    @Option("what a patch that reaches over the image's edge reads there") Border border,
    @Option("the network that scores positions") ScorerOptions scorer)
    implements TopKOptions {

  /** The paper's noise and regulariser; as many patches of the same size as {@code ats}. */
  public static final PerturbedTopKOptions DEFAULTS =
      new PerturbedTopKOptions(
          10,
          50,
          500,
          0.05,
          true,
          SampleBaseline.LEAVE_ONE_OUT,
          NoiseKind.INDEPENDENT,
          Inference.HARD,
          ScoreNormalisation.MIN_MAX,
          0.01,
          0,
          Border.ZERO,
          ScorerOptions.DEFAULTS);

  /**
   * Checks how the values fit together.
   *
   * @throws OptionException if {@code σ} is not above 0, or there are too few samples for the
   *     baseline, or an odd number of antithetic ones
   */
  public PerturbedTopKOptions {
    if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new OptionException(
          "sigma must be above 0 and finite, got " + sigma + "; for no noise take hard-topk");
    }
    if (noise == NoiseKind.ANTITHETIC && samples % 2 != 0) {
      throw new OptionException(
          "samples must be even for noise antithetic, got "
              + samples
              + "; take "
              + (samples + 1)
              + ", or noise independent");
    }
    if (baseline == SampleBaseline.LEAVE_ONE_OUT && samples < 2) {
      throw new OptionException(
          "samples must be at least 2 for baseline leave-one-out, got "
              + samples
              + "; take more, or baseline none");
    }
  }

  /** Returns {@code σ} after a share of training: {@code σ·(1 − progress)} with decay. */
  double sigmaAt(double progress) {
    return sigmaDecay ? sigma * (1 - progress) : sigma;
  }

  /**
   * Returns the baseline that the gradient needs: none for antithetic pairs, which cancel what is
   * subtracted from both; leave-one-out's factor {@code N/(N−1)} would be left, and be a bias.
   */
  SampleBaseline effectiveBaseline() {
    return noise == NoiseKind.ANTITHETIC ? SampleBaseline.NONE : baseline;
  }
}
