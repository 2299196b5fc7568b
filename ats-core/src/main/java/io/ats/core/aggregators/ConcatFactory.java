package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.plugin.AggregatorFactory;

/** Makes {@code concat}. */
public final class ConcatFactory implements AggregatorFactory<ConcatOptions> {

  @Override
  public ConcatOptions defaults() {
    return ConcatOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "All patches' features one after the other, in the order of their positions or as selected.";
  }

  @Override
  public String paper() {
    return "Cordonnier et al., CVPR 2021, table 3";
  }

  @Override
  public Aggregator create(ConcatOptions options) {
    return new Concat(options);
  }
}
