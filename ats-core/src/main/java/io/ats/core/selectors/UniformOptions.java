package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.PatchSpec;

/** Options of {@code uniform}. */
@About(
    summary = "Patches at random positions, all equally likely: the baseline for every selector.",
    paper = "baseline of Katharopoulos & Fleuret, ICML 2019")
public record UniformOptions(
    @Embedded PatchOptions patch,
    @Option("positions: any set of them, or spread over the image by systematic sampling")
        UniformSampling sampling)
    implements PatchSpec {

  /** The default number and size of patches of {@code ats}. */
  public static final UniformOptions DEFAULTS =
      new UniformOptions(PatchOptions.DEFAULTS, UniformSampling.RANDOM);

  /** Checks the ranges. */
  public UniformOptions {
    Options.check(UniformOptions.class, patch, sampling);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new Uniform(this, image);
  }
}
