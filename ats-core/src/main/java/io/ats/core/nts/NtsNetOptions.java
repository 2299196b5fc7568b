package io.ats.core.nts;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.PatchSpec;

/** Options of {@code nts-net}. */
@About(
    summary =
        "Proposals of three scales on the encoder's map; the best that do not overlap, ranked as"
            + " their own predictions are.",
    paper = "Yang et al., Learning to Navigate for Fine-grained Classification, ECCV 2018")
public record NtsNetOptions(
    @Embedded NavigatorOptions navigator,
    @Option(
            value = "intersection over union with a better proposal from which on one is dropped",
            min = 0,
            max = 1,
            above = true)
        double overlap)
    implements PatchSpec {

  /** The paper's. */
  public static final NtsNetOptions DEFAULTS = new NtsNetOptions(NavigatorOptions.DEFAULTS, 0.25);

  /** Checks the ranges. */
  public NtsNetOptions {
    Options.check(NtsNetOptions.class, navigator, overlap);
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
    return new NtsNet(this, image);
  }
}
