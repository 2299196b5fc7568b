package io.ats.topk.perturbed;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code perturbed-topk}. */
public final class PerturbedTopKFactory implements SquarePatchFactory<PerturbedTopKOptions> {

  @Override
  public PerturbedTopKOptions defaults() {
    return PerturbedTopKOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Mixtures of the patches that the top K scores under noise choose; hard top-K in the end.";
  }

  @Override
  public String paper() {
    return "Cordonnier et al., Differentiable Patch Selection for Image Recognition, CVPR 2021;"
        + " sparse form and baseline leave-one-out: ours";
  }

  @Override
  public PatchSelector create(PerturbedTopKOptions options, ImageSpec image) {
    return new PerturbedTopK(options, image);
  }
}
