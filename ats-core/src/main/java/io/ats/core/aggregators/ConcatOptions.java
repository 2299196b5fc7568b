package io.ats.core.aggregators;

import io.ats.core.options.Option;

/**
 * Options of {@code concat}.
 *
 * @param hidden width of a hidden layer; 0: none
 */
public record ConcatOptions(
    @Option(
            value = "width of a hidden layer with ReLU on the joined features; 0: none",
            min = 0,
            max = 65_536)
        int hidden) {

  /** The joined features themselves, as in the source. */
  public static final ConcatOptions DEFAULTS = new ConcatOptions(0);
}
