package org.example.centre;

import io.ats.core.options.Option;

/** Options of {@code centre}: what {@code ./ats describe centre} lists and a suite sets. */
public record CentreOptions(
    @Option(value = "side of the patch, pixels", min = 1, max = 100_000) int patchSize) {

  /** The values of absent keys. */
  static final CentreOptions DEFAULTS = new CentreOptions(50);
}
