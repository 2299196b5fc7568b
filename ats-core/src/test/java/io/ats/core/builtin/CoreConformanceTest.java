package io.ats.core.builtin;

import com.google.inject.Module;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.SelectorConformance;
import java.util.List;
import java.util.Map;
import java.util.Set;

class CoreConformanceTest extends SelectorConformance {

  @Override
  protected List<Module> modules() {
    return List.of(new CoreModule());
  }

  @Override
  protected Set<String> random() {
    return Set.of("ats", "ats-systematic", "ats-with-replacement", "reinforce", "uniform");
  }

  /** Without the entropy regulariser, whose gradient would hide that the selection has none. */
  @Override
  protected Record options(String selector, Record small) {
    return OptionRecords.withAny(small, Map.of("entropy", 0.0));
  }

  /** The patch of {@code proxy-only} is the view, which the source need not contain. */
  @Override
  protected Reading reading(String selector) {
    return selector.equals("proxy-only") ? Reading.OTHER : Reading.WHOLE_PIXELS;
  }
}
