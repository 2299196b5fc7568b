package io.ats.topk.dftopk;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code dftopk}. */
public final class DfTopKFactory implements SquarePatchFactory<DfTopKOptions> {

  @Override
  public DfTopKOptions defaults() {
    return DfTopKOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "The patches of the K largest scores, weighted by a sigmoid around the K-th.";
  }

  @Override
  public String paper() {
    return "Zhu et al., DFTopK, 2025 (arXiv 2510.11472)";
  }

  @Override
  public PatchSelector create(DfTopKOptions options, ImageSpec image) {
    return new DfTopK(options, image);
  }
}
