package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSpec;

/** Options of {@code ats-systematic}. */
@About(
    summary =
        "Attention sampling with distinct patches spread over the attention's mass along a curve.",
    paper =
        "attention sampling: Katharopoulos & Fleuret, ICML 2019; systematic sampling: Madow 1949;"
            + " their combination: ours")
public record SystematicSamplingOptions(
    @Embedded ScoredOptions scored,
    @Option(value = "smoothing ε: attention is (1−ε)·softmax + ε/D", min = 0, max = 1)
        double smoothing,
    @Option("patches read at inference: drawn as in training, or those of u = ½")
        SystematicInference inference)
    implements ScoredSpec {

  /** The values of {@code ats}; drawn at inference, as there. */
  public static final SystematicSamplingOptions DEFAULTS =
      new SystematicSamplingOptions(ScoredOptions.DEFAULTS, 1e-5, SystematicInference.DRAWN);

  /** Checks the ranges. */
  public SystematicSamplingOptions {
    Options.check(SystematicSamplingOptions.class, scored, smoothing, inference);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new SystematicSampling(this, image);
  }
}
