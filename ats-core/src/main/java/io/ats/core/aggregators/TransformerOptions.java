package io.ats.core.aggregators;

import io.ats.core.options.Option;

/**
 * Options of {@code transformer}.
 *
 * @param layers transformer layers
 * @param heads attention heads of each
 * @param width {@code D}
 * @param mlpRatio hidden width of each layer's feed-forward over {@code D}
 * @param positions what tells the layers where a patch was
 * @param readout how the sequence becomes one vector
 */
public record TransformerOptions(
    @Option(value = "transformer layers", min = 1, max = 64) int layers,
    @Option(value = "attention heads of each layer", min = 1, max = 256) int heads,
    @Option(value = "model width D, a multiple of heads", min = 1, max = 65_536) int width,
    @Option(
            value = "hidden width of each layer's feed-forward, in units of the model width",
            min = 1,
            max = 64)
        int mlpRatio,
    @Option(
            "what tells the layers where a patch was: its slot in the sequence sorted by position,"
                + " or a learned linear function of its region")
        Positions positions,
    @Option("how the sequence becomes one vector: its mean, or a class token of its own")
        Readout readout) {

  /** Where the additive position encoding comes from. */
  public enum Positions {
    /** A learned vector for each place in the sequence. */
    SLOT,
    /** A learned linear function of the region's top, left, bottom and right. */
    REGION
  }

  /** How the sequence becomes one vector. */
  public enum Readout {
    /** The mean over the patches. */
    MEAN,
    /** What a learned token that is put before the patches has become. */
    TOKEN
  }

  /** Layers and heads of the source, and the width and ratio of its authors' code. */
  public static final TransformerOptions DEFAULTS =
      new TransformerOptions(3, 8, 256, 2, Positions.SLOT, Readout.MEAN);

  /**
   * Checks that the heads share the width evenly.
   *
   * @throws io.ats.core.options.OptionException if not
   */
  public TransformerOptions {
    Heads.requireDivide(width, heads);
  }
}
