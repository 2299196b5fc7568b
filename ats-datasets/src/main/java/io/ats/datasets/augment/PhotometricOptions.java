package io.ats.datasets.augment;

import io.ats.core.options.Option;
import io.ats.core.options.Options;

/** Options of {@link Photometric}. */
public record PhotometricOptions(
    @Option(
            value = "an image is multiplied by a factor drawn from 1 − gain to 1 + gain; 0: off",
            min = 0,
            max = 1)
        double gain,
    @Option(
            value = "a number drawn from −bias to bias is added to an image; 0: off",
            min = 0,
            max = 1)
        double bias,
    @Option(value = "probability that an image's colours are changed", min = 0, max = 1)
        double colourProbability) {

  /** Both off. */
  public static final PhotometricOptions DEFAULTS = new PhotometricOptions(0, 0, 1);

  /**
   * Checks the ranges.
   *
   * @throws io.ats.core.options.OptionException if a value lies outside [0,1]
   */
  public PhotometricOptions {
    Options.check(PhotometricOptions.class, gain, bias, colourProbability);
  }
}
