package io.ats.experiments.faults;

import io.ats.core.plugin.ComponentModule;

/** Plugs {@code faulty} in. */
public final class FaultyModule extends ComponentModule {

  @Override
  protected void configure() {
    bindSelector("faulty", FaultyOptions.DEFAULTS);
  }
}
