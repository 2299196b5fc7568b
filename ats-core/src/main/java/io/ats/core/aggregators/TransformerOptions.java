package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.attention.TransformerLayer;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Options of {@code transformer}. */
@About(
    summary = "A small transformer over the patches, sorted by position.",
    paper = "Cordonnier et al., CVPR 2021, section 5.2; Vaswani et al., NeurIPS 2017")
public record TransformerOptions(
    @Option(value = "transformer layers", min = 1, max = 64) int layers,
    @Option(value = "attention heads of each layer", min = 1, max = 256) int heads,
    @Option(value = "model width D, a multiple of heads", min = 1, max = 65_536) int width,
    @Option(
            value = "hidden width of each feed-forward layer, as a multiple of the model width",
            min = 1,
            max = 64)
        int mlpRatio,
    @Option(
            "position encoding; cell: learned for each cell of the selector's score map; slot: for"
                + " each place in the sequence; region: a learned linear function of the patch's"
                + " region")
        Positions positions,
    @Option("layer normalisation before attention and feed-forward, or after their residual sums")
        TransformerLayer.Norm norm,
    @Option(
            value = "share of the outputs of attention and feed-forward set to zero in training",
            min = 0,
            max = 0.95)
        double dropout,
    @Option("how the sequence becomes one vector: its mean, its sum, or a class token")
        Readout readout)
    implements AggregatorSpec {

  /** The additive position encoding. */
  public enum Positions {
    /** A learned vector for each cell of the score map; a blend has the blend of its cells'. */
    CELL,
    /** A learned vector for each place in the sequence. */
    SLOT,
    /** A learned linear function of the region's top, left, bottom and right. */
    REGION
  }

  /** How the sequence becomes one vector. */
  public enum Readout {
    /** The mean over the patches. */
    MEAN,
    /** The sum over the patches. */
    SUM,
    /** The output for a learned token placed before the patches. */
    TOKEN
  }

  /** Layers and heads of the paper, width and ratio of its authors' code. */
  public static final TransformerOptions DEFAULTS =
      new TransformerOptions(
          3, 8, 256, 2, Positions.SLOT, TransformerLayer.Norm.BEFORE, 0, Readout.MEAN);

  /**
   * Checks the ranges, and that the width is a multiple of the heads.
   *
   * @throws io.ats.core.options.OptionException if not
   */
  public TransformerOptions {
    Options.check(
        TransformerOptions.class,
        layers,
        heads,
        width,
        mlpRatio,
        positions,
        norm,
        dropout,
        readout);
    Heads.requireDivide(width, heads);
  }

  @Override
  public Aggregator create(Task task) {
    return new Transformer(this);
  }
}
