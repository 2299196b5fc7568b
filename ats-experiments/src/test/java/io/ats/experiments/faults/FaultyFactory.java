package io.ats.experiments.faults;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code faulty}. */
public final class FaultyFactory implements SquarePatchFactory<FaultyOptions> {

  @Override
  public FaultyOptions defaults() {
    return FaultyOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Goes wrong, for tests.";
  }

  @Override
  public String paper() {
    return "ours";
  }

  @Override
  public PatchSelector create(FaultyOptions options, ImageSpec image) {
    return new Faulty(options, image);
  }
}
