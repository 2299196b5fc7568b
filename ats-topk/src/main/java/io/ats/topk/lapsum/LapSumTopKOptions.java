package io.ats.topk.lapsum;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.base.TopKSpec;

/** Options of {@code lapsum-topk}. */
@About(
    summary = "The patches of the K largest scores, weighted by Laplace marginals that sum to K.",
    paper = "Struski et al., LapSum, ICML 2025")
public record LapSumTopKOptions(
    @Embedded TopKOptions topK,
    @Option(
            value =
                "width α of the Laplace distribution, in units of the scaled scores; hard as α → 0",
            min = 0,
            max = 1e6,
            above = true)
        double alpha)
    implements TopKSpec {

  /** {@code α} is as large as the {@code σ} of perturbed top-K, for scores in [0,1]. */
  public static final LapSumTopKOptions DEFAULTS =
      new LapSumTopKOptions(TopKOptions.DEFAULTS, 0.05);

  /** Checks the ranges. */
  public LapSumTopKOptions {
    Options.check(LapSumTopKOptions.class, topK, alpha);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new LapSumTopK(this, image);
  }
}
