package org.example.centre;

import io.ats.core.plugin.ComponentModule;

/** What the plugin brings; META-INF/services/com.google.inject.Module names this class. */
public final class CentreModule extends ComponentModule {

  @Override
  protected void configure() {
    bindSelector("centre", CentreOptions.DEFAULTS);
    bindSuite("centre-against-uniform", "centre-against-uniform.yaml");
  }
}
