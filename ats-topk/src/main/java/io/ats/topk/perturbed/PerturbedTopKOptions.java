package io.ats.topk.perturbed;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.base.TopKSpec;

/** Options of {@code perturbed-topk}. */
@About(
    summary =
        "Blends of the patches of the K largest scores under noise; hard top-K as σ decays to 0.",
    paper =
        "Cordonnier et al., Differentiable Patch Selection for Image Recognition, CVPR 2021;"
            + " sparse form, conditional gradient and leave-one-out baseline: ours")
public record PerturbedTopKOptions(
    @Embedded TopKOptions topK,
    @Option(value = "noise samples per image, N", min = 1, max = 1_000_000) int samples,
    @Option(
            value = "initial standard deviation σ of the noise, in units of the scaled scores",
            min = 0,
            above = true)
        double sigma,
    @Option("whether σ decays linearly to 0, hard top-K, over training") boolean sigmaDecay,
    @Option("noise in the gradient: its conditional mean given the chosen set, or as sampled")
        PerturbedGradient gradient,
    @Option("baseline of the gradient; none with antithetic noise") SampleBaseline baseline,
    @Option("noise samples: independent; antithetic, pairs ±z; or shared by all images of a batch")
        NoiseKind noise,
    @Option("patches read at inference; perturbed with sigma-decay is hard too, since σ is then 0")
        PerturbedInference inference)
    implements TopKSpec {

  /** The paper's noise and regulariser; number and size of patches as for {@code ats}. */
  public static final PerturbedTopKOptions DEFAULTS =
      new PerturbedTopKOptions(
          TopKOptions.DEFAULTS,
          48,
          0.05,
          true,
          PerturbedGradient.CONDITIONAL,
          SampleBaseline.LEAVE_ONE_OUT,
          NoiseKind.INDEPENDENT,
          PerturbedInference.HARD);

  /**
   * Checks the ranges and the number of samples.
   *
   * @throws OptionException if a value is out of range, or there are too few samples for the
   *     baseline, or an odd number with antithetic noise
   */
  public PerturbedTopKOptions {
    Options.check(
        PerturbedTopKOptions.class,
        topK,
        samples,
        sigma,
        sigmaDecay,
        gradient,
        baseline,
        noise,
        inference);
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

  /** Returns {@code σ} at a training progress in [0,1]: with decay {@code σ·(1 − progress)}. */
  double sigmaAt(double progress) {
    return sigmaDecay ? sigma * (1 - progress) : sigma;
  }

  /**
   * Returns the baseline to use: none for antithetic noise, whose samples depend on each other. As
   * sampled, it cancels within each pair, and the factor {@code N/(N−1)} would remain as a bias.
   */
  SampleBaseline effectiveBaseline() {
    return noise == NoiseKind.ANTITHETIC ? SampleBaseline.NONE : baseline;
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new PerturbedTopK(this, image);
  }
}
