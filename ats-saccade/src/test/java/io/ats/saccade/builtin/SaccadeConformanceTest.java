package io.ats.saccade.builtin;

import com.google.inject.Module;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.SelectorConformance;
import java.util.List;
import java.util.Map;
import java.util.Set;

class SaccadeConformanceTest extends SelectorConformance {

  @Override
  protected List<Module> modules() {
    return List.of(new SaccadeModule());
  }

  @Override
  protected Set<String> random() {
    return Set.of("saccade", "ram", "dram");
  }

  @Override
  protected Reading reading(String selector) {
    return Reading.BETWEEN_PIXELS;
  }

  /**
   * By default the localisation's weights are zero at first, and no gradient of the classification
   * passes them in the first step.
   */
  @Override
  protected Record options(String selector, Record small) {
    return OptionRecords.withAny(small, Map.of("localisationWeights", 0.05));
  }
}
