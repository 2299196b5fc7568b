package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.options.Option;

/**
 * Options of {@code whole-image}.
 *
 * @param downscale the factor by which each side is reduced
 */
public record WholeImageOptions(
    @Option(value = "each side is reduced by this factor, by area averaging", min = 1, max = 1000)
        double downscale) {

  /** Full resolution. */
  public static final WholeImageOptions DEFAULTS = new WholeImageOptions(1);

  /** Returns the height and width that the encoder sees. */
  int[] size(ImageSpec image) {
    return new int[] {
      Math.max(1, (int) Math.round(image.height() / downscale)),
      Math.max(1, (int) Math.round(image.width() / downscale))
    };
  }
}
