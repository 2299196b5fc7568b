package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code ats}. */
public final class AttentionSamplingFactory
    implements SquarePatchFactory<AttentionSamplingOptions> {

  @Override
  public AttentionSamplingOptions defaults() {
    return AttentionSamplingOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Attention sampling without replacement.";
  }

  @Override
  public String paper() {
    return "Katharopoulos & Fleuret, Processing Megapixel Images with Deep Attention-Sampling"
        + " Models, ICML 2019, supplement C; gradient rao-blackwell: ours";
  }

  @Override
  public PatchSelector create(AttentionSamplingOptions options, ImageSpec image) {
    return new AttentionSampling(options, image);
  }
}
