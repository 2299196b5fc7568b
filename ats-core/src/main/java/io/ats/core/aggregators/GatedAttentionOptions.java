package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Options of {@code gated-attention}. */
@About(
    summary = "A sum weighted by gated attention over the patches.",
    paper = "Ilse, Tomczak & Welling, ICML 2018, Eq. 9")
public record GatedAttentionOptions(
    @Option(value = "width L of the attention's hidden layer", min = 1, max = 65_536) int hidden)
    implements AggregatorSpec {

  /** The paper's width. */
  public static final GatedAttentionOptions DEFAULTS = new GatedAttentionOptions(128);

  /** Checks the ranges. */
  public GatedAttentionOptions {
    Options.check(GatedAttentionOptions.class, hidden);
  }

  @Override
  public Aggregator create(Task task) {
    return new GatedAttention(this);
  }
}
