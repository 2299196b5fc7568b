package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSpec;

/** Options of {@code ats-with-replacement}. */
@About(
    summary = "Attention sampling with replacement.",
    paper =
        "Katharopoulos & Fleuret, Processing Megapixel Images with Deep Attention-Sampling Models, ICML 2019, Eq. 6")
public record SamplingWithReplacementOptions(
    @Embedded ScoredOptions scored,
    @Option(value = "smoothing ε: attention is (1−ε)·softmax + ε/D", min = 0, max = 1)
        double smoothing)
    implements ScoredSpec {

  /** The values in the authors' code for megapixel MNIST. */
  public static final SamplingWithReplacementOptions DEFAULTS =
      new SamplingWithReplacementOptions(ScoredOptions.DEFAULTS, 1e-5);

  /** Checks the ranges. */
  public SamplingWithReplacementOptions {
    Options.check(SamplingWithReplacementOptions.class, scored, smoothing);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new SamplingWithReplacement(this, image);
  }
}
