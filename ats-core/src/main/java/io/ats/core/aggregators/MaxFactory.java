package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.plugin.AggregatorFactory;

/** Makes {@code max}. */
public final class MaxFactory implements AggregatorFactory<NoOptions> {

  @Override
  public NoOptions defaults() {
    return new NoOptions();
  }

  @Override
  public String summary() {
    return "The largest value of each feature over the patches.";
  }

  @Override
  public String paper() {
    return "Cordonnier et al., CVPR 2021, table 2";
  }

  @Override
  public Aggregator create(NoOptions options) {
    return new PoolingAggregator(
        (features, weights) -> RelativeWeights.apply(features, weights).max(new int[] {1}));
  }
}
