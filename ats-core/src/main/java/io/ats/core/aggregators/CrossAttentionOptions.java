package io.ats.core.aggregators;

import io.ats.core.options.Option;

/**
 * Options of {@code cross-attention}.
 *
 * @param queries learned query tokens; 0: one for each part of a joint task, else one
 * @param heads attention heads
 * @param width {@code D}
 * @param mlpRatio hidden width of the feed-forward over {@code D}
 */
public record CrossAttentionOptions(
    @Option(
            value = "learned query tokens, whose outputs are joined; 0: one a task",
            min = 0,
            max = 1024)
        int queries,
    @Option(value = "attention heads", min = 1, max = 256) int heads,
    @Option(value = "width D of queries and output, a multiple of heads", min = 1, max = 65_536)
        int width,
    @Option(value = "hidden width of the feed-forward, in units of the width", min = 1, max = 64)
        int mlpRatio) {

  /** The source's for megapixel MNIST. */
  public static final CrossAttentionOptions DEFAULTS = new CrossAttentionOptions(0, 8, 128, 4);

  /**
   * Checks that the heads share the width evenly.
   *
   * @throws io.ats.core.options.OptionException if not
   */
  public CrossAttentionOptions {
    Heads.requireDivide(width, heads);
  }
}
