package io.ats.topk.sinkhorn;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code sinkhorn-topk}. */
public final class SinkhornTopKFactory implements SquarePatchFactory<SinkhornTopKOptions> {

  @Override
  public SinkhornTopKOptions defaults() {
    return SinkhornTopKOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Blends of patches by an entropic transport of scores to ranks, differentiated"
        + " implicitly.";
  }

  @Override
  public String paper() {
    return "Xie et al., NeurIPS 2020; Cordonnier et al., CVPR 2021, appendix E";
  }

  @Override
  public PatchSelector create(SinkhornTopKOptions options, ImageSpec image) {
    return new SinkhornTopK(options, image);
  }
}
