package io.ats.experiments.stripes;

import io.ats.core.plugin.ComponentModule;

/** Plugs a dataset and an encoder in. */
public final class StripesModule extends ComponentModule {

  @Override
  protected void configure() {
    bindDataset("stripes", StripesOptions.DEFAULTS);
    bindEncoder("linear", LinearEncoder.DEFAULTS);
  }
}
