package io.ats.experiments.stripes;

import io.ats.core.plugin.ComponentModule;

/** Plugs a dataset, a scorer and an encoder in. */
public final class StripesModule extends ComponentModule {

  @Override
  protected void configure() {
    bindDataset("stripes", StripesOptions.DEFAULTS);
    bindScorer("middle", MiddleScorer.DEFAULTS);
    bindEncoder("linear", LinearEncoder.DEFAULTS);
  }
}
