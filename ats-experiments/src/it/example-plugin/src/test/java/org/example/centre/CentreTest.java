package org.example.centre;

import com.google.inject.Module;
import io.ats.core.testing.SelectorConformance;
import java.util.List;
import java.util.Set;

/** What every selector must do, tried on those that the plugin binds. */
class CentreTest extends SelectorConformance {

  @Override
  protected List<Module> modules() {
    return List.of(new CentreModule());
  }

  @Override
  protected Set<String> random() {
    return Set.of();
  }
}
