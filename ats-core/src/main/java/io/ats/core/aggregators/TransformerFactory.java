package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.plugin.AggregatorFactory;

/** Makes {@code transformer}. */
public final class TransformerFactory implements AggregatorFactory<TransformerOptions> {

  @Override
  public TransformerOptions defaults() {
    return TransformerOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "A small transformer over the patches, sorted by position; relates patches to each other.";
  }

  @Override
  public String paper() {
    return "Cordonnier et al., CVPR 2021, section 5.2; Vaswani et al., NeurIPS 2017";
  }

  @Override
  public Aggregator create(TransformerOptions options) {
    return new Transformer(options);
  }
}
