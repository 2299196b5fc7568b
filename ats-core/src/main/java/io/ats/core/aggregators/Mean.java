package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Aggregator {@code mean}. */
@About(
    summary = "The weighted sum of the features, with the selection's weights.",
    paper = "Katharopoulos & Fleuret, ICML 2019")
public record Mean() implements AggregatorSpec {

  @Override
  public Aggregator create(Task task) {
    return new PoolingAggregator(
        (features, selection) -> selection.weights().expandDims(1).matMul(features).squeeze(1));
  }
}
