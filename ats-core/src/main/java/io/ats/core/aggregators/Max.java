package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Aggregator {@code max}. */
@About(
    summary = "The maximum of each feature over the patches.",
    paper = "Cordonnier et al., CVPR 2021, table 2")
public record Max() implements AggregatorSpec {

  @Override
  public Aggregator create(Task task) {
    return new PoolingAggregator(
        (features, weights) -> RelativeWeights.apply(features, weights).max(new int[] {1}));
  }
}
