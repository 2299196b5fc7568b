package org.example.centre;

import io.ats.core.PatchSelector;
import io.ats.core.ImageSpec;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.SelectorSpec;

/** Options of {@code centre}: what {@code ./ats describe centre} lists and a suite sets. */
@About(summary = "Always the patch in the middle.", paper = "ours")
public record CentreOptions(
    @Option(value = "side of the patch, pixels", min = 1, max = 100_000) int patchSize)
    implements SelectorSpec {

  /** The values of absent keys. */
  static final CentreOptions DEFAULTS = new CentreOptions(50);

  /** Checks the range. */
  public CentreOptions {
    Options.check(CentreOptions.class, patchSize);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new Centre(this, image);
  }

  @Override
  public int patches(ImageSpec image) {
    return 1;
  }

  @Override
  public int[] patchSize(ImageSpec image) {
    return new int[] {patchSize, patchSize};
  }
}
