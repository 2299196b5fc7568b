package io.ats.core.builtin;

import com.google.inject.Module;
import io.ats.core.testing.SelectorConformance;
import java.util.List;
import java.util.Set;

class CoreConformanceTest extends SelectorConformance {

  @Override
  protected List<Module> modules() {
    return List.of(new CoreModule());
  }

  @Override
  protected Set<String> random() {
    return Set.of("ats", "ats-with-replacement", "reinforce", "uniform");
  }
}
