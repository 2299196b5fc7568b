package io.ats.topk.builtin;

import com.google.inject.Module;
import io.ats.core.testing.SelectorConformance;
import java.util.List;
import java.util.Set;

class TopKConformanceTest extends SelectorConformance {

  @Override
  protected List<Module> modules() {
    return List.of(new TopKModule());
  }

  @Override
  protected Set<String> random() {
    return Set.of("perturbed-topk");
  }

  @Override
  protected Reading reading(String selector) {
    return selector.equals("perturbed-topk") ? Reading.BLENDED_IN_TRAINING : Reading.WHOLE_PIXELS;
  }
}
