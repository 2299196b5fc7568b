package io.ats.saccade.glimpse;

import io.ats.core.options.Option;
import io.ats.core.options.Options;

/** Options of the glimpse sensor and the glimpse network. */
public record GlimpseOptions(
    @Option(
            value = "crops around a location, S, each with twice the side of the one before",
            min = 1,
            max = 16)
        int scales,
    @Option("combination of content and location: sum, as in RAM, or product, as in DRAM")
        Combination combination,
    @Option(value = "width of the hidden layer of the location", min = 1, max = 65_536) int where,
    @Option(value = "width of a glimpse vector, G", min = 1, max = 65_536) int features) {

  /** As in RAM: three scales, 128 and 256 units, a sum. */
  public static final GlimpseOptions DEFAULTS = new GlimpseOptions(3, Combination.SUM, 128, 256);

  /** Checks the ranges. */
  public GlimpseOptions {
    Options.check(GlimpseOptions.class, scales, combination, where, features);
  }

  /** Returns the options with another combination. */
  GlimpseOptions with(Combination other) {
    return new GlimpseOptions(scales, other, where, features);
  }
}
