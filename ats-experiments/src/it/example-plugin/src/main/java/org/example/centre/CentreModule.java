package org.example.centre;

import io.ats.core.plugin.SelectorModule;

/** What the plugin brings; META-INF/services/com.google.inject.Module names this class. */
public final class CentreModule extends SelectorModule {

  @Override
  protected void configure() {
    bindSelector("centre", CentreFactory.class);
    bindEncoder("linear", LinearFactory.class);
    bindDataset("stripes", StripesFactory.class);
    bindSuite("centre-against-uniform", "centre-against-uniform.yaml");
  }
}
