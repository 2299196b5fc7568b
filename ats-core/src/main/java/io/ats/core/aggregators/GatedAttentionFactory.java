package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.plugin.AggregatorFactory;

/** Makes {@code gated-attention}. */
public final class GatedAttentionFactory implements AggregatorFactory<GatedAttentionOptions> {

  @Override
  public GatedAttentionOptions defaults() {
    return GatedAttentionOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "A sum weighted by gated attention over the patches.";
  }

  @Override
  public String paper() {
    return "Ilse, Tomczak & Welling, ICML 2018, Eq. 9";
  }

  @Override
  public Aggregator create(GatedAttentionOptions options) {
    return new GatedAttention(options);
  }
}
