package io.ats.core.aggregators;

import io.ats.core.options.Option;

/**
 * Options of {@code gated-attention}.
 *
 * @param hidden width of the attention's hidden layer
 */
public record GatedAttentionOptions(
    @Option(value = "width L of the attention's hidden layer", min = 1, max = 65_536) int hidden) {

  /** The source's width. */
  public static final GatedAttentionOptions DEFAULTS = new GatedAttentionOptions(128);
}
