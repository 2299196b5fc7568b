package io.ats.topk.hard;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code hard-topk}. */
public final class HardTopKFactory implements SquarePatchFactory<HardTopKOptions> {

  @Override
  public HardTopKOptions defaults() {
    return HardTopKOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "The patches of the K largest scores, with a straight-through gradient or none.";
  }

  @Override
  public String paper() {
    return "baseline of Cordonnier et al., CVPR 2021; straight-through: Bengio et al. 2013";
  }

  @Override
  public PatchSelector create(HardTopKOptions options, ImageSpec image) {
    return new HardTopK(options, image);
  }
}
