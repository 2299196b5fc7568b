package io.ats.saccade.glimpse;

import io.ats.core.options.Option;
import io.ats.core.options.Require;

/**
 * Options of what is read at a location, and of the glimpse network.
 *
 * @param scales {@code S}
 * @param combination of what and where
 * @param where width of the hidden layer on the location
 * @param features {@code G}, width of a glimpse's vector
 */
public record GlimpseOptions(
    @Option(
            value = "crops around a location, S, each of twice the side of the one before",
            min = 1,
            max = 16)
        int scales,
    @Option("how what is seen and where join: sum, as in RAM, or product, as in DRAM")
        Combination combination,
    @Option(value = "width of the hidden layer on the location", min = 1, max = 65_536) int where,
    @Option(value = "width of a glimpse's vector, G", min = 1, max = 65_536) int features) {

  /** Checks what tests and plug-ins may give. */
  public GlimpseOptions {
    Require.within("scales", scales, 1, 16, "[1,16]");
    Require.atLeast("where", where, 1);
    Require.atLeast("features", features, 1);
  }

  /** Returns the options with another combination. */
  GlimpseOptions with(Combination other) {
    return new GlimpseOptions(scales, other, where, features);
  }

  /** RAM's: three scales, 128 and 256 units, joined by a sum. */
  public static final GlimpseOptions DEFAULTS = new GlimpseOptions(3, Combination.SUM, 128, 256);
}
