package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.Task;
import io.ats.core.plugin.AggregatorFactory;

/** Makes {@code cross-attention}. */
public final class CrossAttentionFactory implements AggregatorFactory<CrossAttentionOptions> {

  @Override
  public CrossAttentionOptions defaults() {
    return CrossAttentionOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "Learned queries attend to the patches; selector ips scores patches with it.";
  }

  @Override
  public String paper() {
    return "Bergner et al., Iterative Patch Selection, ICLR 2023, section 3.2";
  }

  @Override
  public Aggregator create(CrossAttentionOptions options) {
    return new CrossAttention(options, 1);
  }

  @Override
  public Aggregator create(CrossAttentionOptions options, Task task) {
    return new CrossAttention(options, task.singles().size());
  }
}
