package io.ats.topk.builtin;

import com.google.inject.Module;
import io.ats.core.Aggregator;
import io.ats.core.aggregators.CrossAttentionFactory;
import io.ats.core.aggregators.CrossAttentionOptions;
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
    return Set.of();
  }

  /** Many iterations, the last not full; by default one would do for such small images. */
  @Override
  protected Record options(String selector, Record small) {
    return OptionRecords.with(small, Map.of("iteration", 4));
  }

  /** With one head {@code ips} keeps the same patches in whatever order it looks at them. */
  @Override
  protected Aggregator aggregator(String selector) {
    return selector.equals("ips")
        ? new CrossAttentionFactory().create(new CrossAttentionOptions(1, 1, 8, 2))
        : super.aggregator(selector);
  }
}
