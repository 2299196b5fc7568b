package io.ats.topk.builtin;

import com.google.inject.Module;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.SelectorConformance;
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

  /**
   * Without the entropy regulariser, whose gradient would hide that the selection has none. Blends
   * at inference are those of training: the other inference is tried.
   */
  @Override
  protected Record options(String selector, Record small) {
    return OptionRecords.with(small, Map.of("entropy", 0.0, "inference", inference(selector)));
  }

  private static Object inference(String selector) {
    return selector.equals("sinkhorn-topk")
        ? io.ats.topk.sinkhorn.Inference.HARD
        : io.ats.topk.gumbel.Inference.DETERMINISTIC;
  }
}
