package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Options of {@code cross-attention}. */
@About(
    summary = "Learned queries attend to the patches; selector ips scores patches with it.",
    paper = "Bergner et al., Iterative Patch Selection, ICLR 2023, section 3.2")
public record CrossAttentionOptions(
    @Option(
            value = "learned query tokens, whose outputs are concatenated; 0: one per task",
            min = 0,
            max = 1024)
        int queries,
    @Option(value = "attention heads", min = 1, max = 256) int heads,
    @Option(value = "width D of queries and output, a multiple of heads", min = 1, max = 65_536)
        int width,
    @Option(
            value = "hidden width of the feed-forward layer, as a multiple of the width",
            min = 1,
            max = 64)
        int mlpRatio)
    implements AggregatorSpec {

  /** The paper's values for megapixel MNIST. */
  public static final CrossAttentionOptions DEFAULTS = new CrossAttentionOptions(0, 8, 128, 4);

  /**
   * Checks the ranges, and that the width is a multiple of the heads.
   *
   * @throws io.ats.core.options.OptionException if not
   */
  public CrossAttentionOptions {
    Options.check(CrossAttentionOptions.class, queries, heads, width, mlpRatio);
    Heads.requireDivide(width, heads);
  }

  @Override
  public Aggregator create(Task task) {
    return new CrossAttention(this, task.singles().size());
  }
}
