package io.ats.topk.builtin;

import com.google.inject.Module;
import io.ats.core.Aggregator;
import io.ats.core.aggregators.CrossAttentionOptions;
import io.ats.core.data.Task;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.SelectorConformance;
import io.ats.topk.sinkhorn.SinkhornInference;
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
    return Set.of("gumbel-topk", "perturbed-topk");
  }

  @Override
  protected Reading reading(String selector) {
    return Set.of("sinkhorn-topk", "perturbed-topk").contains(selector)
        ? Reading.BLENDED_IN_TRAINING
        : Reading.WHOLE_PIXELS;
  }

  /**
   * Without the entropy regulariser, whose gradient would hide that the selection has none. Blends
   * of {@code sinkhorn-topk} at inference are those of training: the other inference is tried.
   * {@code ips} does many iterations, the last not full; by default one would do for such images.
   */
  @Override
  protected Record options(String selector, Record small) {
    Record plain = OptionRecords.withAny(small, Map.of("entropy", 0.0, "iteration", 4));
    return selector.equals("sinkhorn-topk")
        ? OptionRecords.with(plain, Map.of("inference", SinkhornInference.HARD))
        : plain;
  }

  /** With one head {@code ips} keeps the same patches in whatever order it looks at them. */
  @Override
  protected Aggregator aggregator(String selector) {
    return selector.equals("ips")
        ? new CrossAttentionOptions(1, 1, 8, 2).create(new Task("any", 2, false))
        : super.aggregator(selector);
  }
}
