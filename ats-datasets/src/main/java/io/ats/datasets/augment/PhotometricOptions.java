package io.ats.datasets.augment;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;

/**
 * Options of {@link Photometric}.
 *
 * @param gain {@code g}: an image's factor is uniform in [1−g,1+g]
 * @param bias {@code b}: an image's summand is uniform in [−b,b]
 */
public record PhotometricOptions(
    @Option(value = "g: an image is multiplied by a factor in [1-g,1+g]; 0: off", min = 0, max = 1)
        double gain,
    @Option(value = "b: a summand in [-b,b] is added to an image; 0: off", min = 0, max = 1)
        double bias) {

  /** Both off. */
  public static final PhotometricOptions DEFAULTS = new PhotometricOptions(0, 0);

  /**
   * Checks the ranges.
   *
   * @throws OptionException if a value lies outside [0,1]
   */
  public PhotometricOptions {
    check("gain", gain);
    check("bias", bias);
  }

  private static void check(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new OptionException(name + " must lie in [0,1], got " + value + "; 0 turns it off");
    }
  }
}
