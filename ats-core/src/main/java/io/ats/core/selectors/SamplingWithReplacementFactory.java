package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code ats-with-replacement}. */
public final class SamplingWithReplacementFactory
    implements SquarePatchFactory<SamplingWithReplacementOptions> {

  @Override
  public SamplingWithReplacementOptions defaults() {
    return SamplingWithReplacementOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Attention sampling with replacement.";
  }

  @Override
  public String paper() {
    return "Katharopoulos & Fleuret, Processing Megapixel Images with Deep Attention-Sampling Models, ICML 2019, Eq. 6";
  }

  @Override
  public PatchSelector create(SamplingWithReplacementOptions options, ImageSpec image) {
    return new SamplingWithReplacement(options, image);
  }
}
