package io.ats.topk.lapsum;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code lapsum-topk}. */
public final class LapSumTopKFactory implements SquarePatchFactory<LapSumTopKOptions> {

  @Override
  public LapSumTopKOptions defaults() {
    return LapSumTopKOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "The patches of the K largest scores, weighted by Laplace marginals that sum to K.";
  }

  @Override
  public String paper() {
    return "Struski et al., LapSum, ICML 2025";
  }

  @Override
  public PatchSelector create(LapSumTopKOptions options, ImageSpec image) {
    return new LapSumTopK(options, image);
  }
}
