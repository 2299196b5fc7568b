package io.ats.topk.dftopk;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.base.TopKSpec;

/** Options of {@code dftopk}. */
@About(
    summary = "The patches of the K largest scores, weighted by a sigmoid around the K-th largest.",
    paper = "Zhu et al., DFTopK, 2025 (arXiv 2510.11472)")
public record DfTopKOptions(
    @Embedded TopKOptions topK,
    @Option(
            value = "temperature τ of the sigmoid, in units of the scaled scores; hard as τ → 0",
            min = 0,
            max = 1e6,
            above = true)
        double temperature)
    implements TopKSpec {

  /** {@code τ} is as large as the {@code σ} of perturbed top-K, for scores in [0,1]. */
  public static final DfTopKOptions DEFAULTS = new DfTopKOptions(TopKOptions.DEFAULTS, 0.05);

  /** Checks the ranges. */
  public DfTopKOptions {
    Options.check(DfTopKOptions.class, topK, temperature);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new DfTopK(this, image);
  }
}
