package io.ats.experiments.config;

import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.datasets.augment.PhotometricOptions;

/** Random changes to training images. */
public record AugmentationConfig(
    @Embedded PhotometricOptions photometric,
    @Option(
            value =
                "whole-pixel patches are shifted by up to this many pixels on each axis; 0: off",
            min = 0,
            max = 10_000)
        int jitter) {

  /** No augmentation. */
  public static final AugmentationConfig DEFAULTS =
      new AugmentationConfig(PhotometricOptions.DEFAULTS, 0);

  /** Checks the ranges. */
  public AugmentationConfig {
    Options.check(AugmentationConfig.class, photometric, jitter);
  }
}
