package io.ats.saccade.glimpse;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code dram}. */
public final class DramFactory implements SquarePatchFactory<DramOptions> {

  @Override
  public DramOptions defaults() {
    return DramOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Recurrent attention in two layers, what and where, that starts from the view; locations"
        + " drawn in training, their mean at inference. Use aggregator mean, which takes the last"
        + " state.";
  }

  @Override
  public String paper() {
    return "Ba, Mnih and Kavukcuoglu, Multiple Object Recognition with Visual Attention, ICLR 2015";
  }

  @Override
  public PatchSelector create(DramOptions options, ImageSpec image) {
    return new Dram(options, image);
  }
}
