package io.ats.topk.builtin;

import com.google.inject.Module;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.SelectorConformance;
import io.ats.topk.sinkhorn.Inference;
import java.util.List;
import java.util.Map;
import java.util.Set;

class TopKConformanceTest extends SelectorConformance {

  @Override
  protected List<Module> modules() {
    return List.of(new TopKModule());
  }

  @Override
  protected Set<String> random() {
    return Set.of("gumbel-topk");
  }

  @Override
  protected Reading reading(String selector) {
    return selector.equals("sinkhorn-topk") ? Reading.BLENDED_IN_TRAINING : Reading.WHOLE_PIXELS;
  }

  /** Inference of blends is what training tests; this tests the other. */
  @Override
  protected Record options(String selector, Record small) {
    return selector.equals("sinkhorn-topk")
        ? OptionRecords.with(small, Map.of("inference", Inference.HARD))
        : small;
  }
}
