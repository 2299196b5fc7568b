package io.ats.topk.nts;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.nts.NavigatorOptions;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.PatchSpec;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.ScoredOptions;
import io.ats.topk.base.ScoreNormalisation;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.perturbed.NoiseKind;
import io.ats.topk.perturbed.PerturbedGradient;
import io.ats.topk.perturbed.PerturbedInference;
import io.ats.topk.perturbed.PerturbedTopKOptions;
import io.ats.topk.perturbed.SampleBaseline;

/** Options of {@code nts-topk}. */
@About(
    summary =
        "NTS-Net's proposals, selected by perturbed top-K over the scores of all scales; no"
            + " suppression and no ranking loss.",
    paper = "Cordonnier et al., CVPR 2021, section 5.3; Yang et al., ECCV 2018")
public record NtsTopKOptions(
    @Embedded NavigatorOptions navigator,
    @Option(
            value =
                "squeeze-and-excitation behind each 3×3 convolution, whose hidden layer has so many"
                    + " times fewer units than channels; 0: none",
            min = 0,
            max = 4096)
        int reduction,
    @Option("weight λ of the entropy regulariser −λ·mean H(a) on the softmax of all scores")
        double entropy,
    @Option(value = "noise samples per image, N", min = 1, max = 1_000_000) int samples,
    @Option(
            value = "initial standard deviation σ of the noise, in units of the scaled scores",
            min = 0,
            above = true)
        double sigma,
    @Option("whether σ decays linearly to 0, hard top-K, over training") boolean sigmaDecay,
    @Option("noise in the gradient: its conditional mean given the chosen set, or as sampled")
        PerturbedGradient gradient,
    @Option("baseline of the gradient") SampleBaseline baseline)
    implements PatchSpec {

  /** The paper's regulariser and noise, four patches; the gradient's as for perturbed-topk. */
  public static final NtsTopKOptions DEFAULTS = defaults();

  private static NtsTopKOptions defaults() {
    NavigatorOptions six = NavigatorOptions.DEFAULTS;
    PerturbedTopKOptions noise = PerturbedTopKOptions.DEFAULTS;
    return new NtsTopKOptions(
        new NavigatorOptions(
            4,
            six.patchSize(),
            six.stride(),
            six.channels(),
            six.fine(),
            six.middle(),
            six.coarse()),
        16,
        0.05,
        noise.samples(),
        noise.sigma(),
        noise.sigmaDecay(),
        noise.gradient(),
        noise.baseline());
  }

  /** Checks the ranges and the number of samples. */
  public NtsTopKOptions {
    Options.check(
        NtsTopKOptions.class,
        navigator,
        reduction,
        entropy,
        samples,
        sigma,
        sigmaDecay,
        gradient,
        baseline);
    perturbed(navigator.patch(), entropy, samples, sigma, sigmaDecay, gradient, baseline);
  }

  /** Returns the options of the operator; its scorer is the navigator. */
  PerturbedTopKOptions perturbed() {
    return perturbed(patch(), entropy, samples, sigma, sigmaDecay, gradient, baseline);
  }

  private static PerturbedTopKOptions perturbed(
      PatchOptions patch,
      double entropy,
      int samples,
      double sigma,
      boolean sigmaDecay,
      PerturbedGradient gradient,
      SampleBaseline baseline) {
    return new PerturbedTopKOptions(
        new TopKOptions(
            new ScoredOptions(patch, entropy, 0, ConvolutionalScorerOptions.DEFAULTS.named()),
            ScoreNormalisation.MIN_MAX),
        samples,
        sigma,
        sigmaDecay,
        gradient,
        baseline,
        NoiseKind.INDEPENDENT,
        PerturbedInference.HARD);
  }

  @Override
  public PatchOptions patch() {
    return navigator.patch();
  }

  @Override
  public String patchSizes(ImageSpec image) {
    return navigator.sizes();
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new NtsTopK(this, image);
  }
}
