package io.ats.topk.gumbel;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code gumbel-topk}. */
public final class GumbelTopKFactory implements SquarePatchFactory<GumbelTopKOptions> {

  @Override
  public GumbelTopKOptions defaults() {
    return GumbelTopKOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "A random subset of K patches by Gumbel noise, with the gradient of a relaxed subset.";
  }

  @Override
  public String paper() {
    return "Xie & Ermon, IJCAI 2019, algorithm 1";
  }

  @Override
  public PatchSelector create(GumbelTopKOptions options, ImageSpec image) {
    return new GumbelTopK(options, image);
  }
}
