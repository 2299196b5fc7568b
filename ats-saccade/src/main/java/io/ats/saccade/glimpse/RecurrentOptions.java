package io.ats.saccade.glimpse;

import io.ats.core.options.Option;
import io.ats.core.options.Options;

/** Options shared by the recurrent attention models. */
public record RecurrentOptions(
    @Option(value = "glimpses per image, T", min = 1, max = 1000) int patches,
    @Option(
            value = "side of a glimpse's crops, pixels; the finest is at full resolution",
            min = 1,
            max = 100_000)
        int patchSize,
    @Option(value = "independent sequences of glimpses per training image, R", min = 1, max = 1000)
        int repeats,
    @Option(value = "width of a recurrent state, H", min = 1, max = 65_536) int state,
    @Option("glimpse sensor and glimpse network") GlimpseOptions glimpse,
    @Option("location policy") PolicyOptions policy) {

  /** As in RAM for cluttered 60×60 images: six glimpses of three scales of 12×12. */
  public static final RecurrentOptions DEFAULTS =
      new RecurrentOptions(6, 12, 1, 256, GlimpseOptions.DEFAULTS, PolicyOptions.DEFAULTS);

  /** Checks the ranges. */
  public RecurrentOptions {
    Options.check(RecurrentOptions.class, patches, patchSize, repeats, state, glimpse, policy);
  }

  /** Returns the options with another combination. */
  RecurrentOptions with(Combination combination) {
    return new RecurrentOptions(
        patches, patchSize, repeats, state, glimpse.with(combination), policy);
  }
}
