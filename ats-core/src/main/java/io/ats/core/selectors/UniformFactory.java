package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SquarePatchFactory;

/** Makes {@code uniform}. */
public final class UniformFactory implements SquarePatchFactory<UniformOptions> {

  @Override
  public UniformOptions defaults() {
    return UniformOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Patches at random positions, all equally likely: the floor for every selector.";
  }

  @Override
  public String paper() {
    return "baseline of Katharopoulos & Fleuret, ICML 2019";
  }

  @Override
  public PatchSelector create(UniformOptions options, ImageSpec image) {
    return new Uniform(options, image);
  }
}
