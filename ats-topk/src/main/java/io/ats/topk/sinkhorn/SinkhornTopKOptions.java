package io.ats.topk.sinkhorn;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.topk.base.TopKOptions;
import io.ats.topk.base.TopKSpec;

/** Options of {@code sinkhorn-topk}. */
@About(
    summary =
        "Blends of patches by entropic optimal transport of scores to ranks, with an implicit"
            + " gradient.",
    paper = "Xie et al., NeurIPS 2020; Cordonnier et al., CVPR 2021, appendix E")
public record SinkhornTopKOptions(
    @Embedded TopKOptions topK,
    @Option(
            value = "weight ε of the entropy, in squared units of the scaled scores; hard as ε → 0",
            min = 0,
            max = 1e6,
            above = true)
        double epsilon,
    @Option(
            value = "relative error of a rank's mass at which the iterations stop",
            min = 0,
            max = 1)
        double tolerance,
    @Option(value = "largest number of Sinkhorn iterations", min = 1, max = 1_000_000)
        int iterations,
    @Option(
            value = "iterations between checks of the error; a check waits for the device",
            min = 1,
            max = 1_000_000)
        int checkEvery,
    @Option(
            value =
                "candidates per patch: the transport is restricted to the support·K largest scores;"
                    + " 0: to none, and all D patches are read",
            min = 0,
            max = 1_000_000)
        int support,
    @Option("patches read at inference; soft: blends, as in training; hard: the K largest scores")
        SinkhornInference inference)
    implements TopKSpec {

  /** Soft inference, since hard inference lowers accuracy (Cordonnier et al., table 5). */
  public static final SinkhornTopKOptions DEFAULTS =
      new SinkhornTopKOptions(
          TopKOptions.DEFAULTS, 1e-2, 1e-3, 2000, 10, 8, SinkhornInference.SOFT);

  /** Checks the ranges. */
  public SinkhornTopKOptions {
    Options.check(
        SinkhornTopKOptions.class,
        topK,
        epsilon,
        tolerance,
        iterations,
        checkEvery,
        support,
        inference);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new SinkhornTopK(this, image);
  }
}
