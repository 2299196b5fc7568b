package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code reinforce}. */
public final class ReinforceFactory implements SquarePatchFactory<ReinforceOptions> {

  @Override
  public ReinforceOptions defaults() {
    return ReinforceOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Hard attention by the score function: patches drawn with replacement, trained by the loss that they lead to.";
  }

  @Override
  public String paper() {
    return "Lymphoma attention sampling (slides); Williams 1992; leave-one-out baseline: Kool et al. 2019";
  }

  @Override
  public PatchSelector create(ReinforceOptions options, ImageSpec image) {
    return new Reinforce(options, image);
  }
}
