package io.ats.saccade.glimpse;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code ram}. */
public final class RamFactory implements SquarePatchFactory<RamOptions> {

  @Override
  public RamOptions defaults() {
    return RamOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Recurrent attention: glimpses of several scales, each placed by what was seen before;"
        + " locations drawn in training, their mean at inference. Use aggregator mean, which takes"
        + " the last state.";
  }

  @Override
  public String paper() {
    return "Mnih et al., Recurrent Models of Visual Attention, NeurIPS 2014";
  }

  @Override
  public PatchSelector create(RamOptions options, ImageSpec image) {
    return new Ram(options, image);
  }
}
