package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.sampling.GradientEstimator;
import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSpec;

/** Options of {@code ats}. */
@About(
    summary = "Attention sampling without replacement.",
    paper =
        "Katharopoulos & Fleuret, Processing Megapixel Images with Deep Attention-Sampling"
            + " Models, ICML 2019, supplement C; gradient unordered-set: Kool et al., ICLR 2020, for attention: ours; rao-blackwell: ours")
public record AttentionSamplingOptions(
    @Embedded ScoredOptions scored,
    @Option("estimator of the gradient with respect to the attention; reference is biased")
        GradientEstimator gradient,
    @Option(value = "smoothing ε: attention is (1−ε)·softmax + ε/D", min = 0, max = 1)
        double smoothing)
    implements ScoredSpec {

  /** The values in the authors' code for megapixel MNIST. */
  public static final AttentionSamplingOptions DEFAULTS =
      new AttentionSamplingOptions(ScoredOptions.DEFAULTS, GradientEstimator.UNORDERED_SET, 1e-5);

  /** Checks the ranges. */
  public AttentionSamplingOptions {
    Options.check(AttentionSamplingOptions.class, scored, gradient, smoothing);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new AttentionSampling(this, image);
  }
}
