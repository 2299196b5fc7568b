package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.plugin.AggregatorFactory;

/** Makes {@code mean}. */
public final class MeanFactory implements AggregatorFactory<NoOptions> {

  @Override
  public NoOptions defaults() {
    return new NoOptions();
  }

  @Override
  public String summary() {
    return "The weighted sum of the features, with the selection's weights.";
  }

  @Override
  public String paper() {
    return "Katharopoulos & Fleuret, ICML 2019";
  }

  @Override
  public Aggregator create(NoOptions options) {
    return new PoolingAggregator(
        (features, weights) -> weights.expandDims(1).matMul(features).squeeze(1));
  }
}
