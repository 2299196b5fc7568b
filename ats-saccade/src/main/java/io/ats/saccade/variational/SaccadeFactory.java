package io.ats.saccade.variational;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code saccade}. */
public final class SaccadeFactory implements SquarePatchFactory<SaccadeOptions> {

  @Override
  public SaccadeOptions defaults() {
    return SaccadeOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Variational saccading: a recurrent latent variable that sees the view says where to crop.";
  }

  @Override
  public String paper() {
    return "Ramapuram et al., Variational Saccading: Efficient Inference for Large Resolution"
        + " Images, BMVC 2019, Eq. 5 and §7";
  }

  @Override
  public PatchSelector create(SaccadeOptions options, ImageSpec image) {
    return new Saccade(options, image);
  }
}
