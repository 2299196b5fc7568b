package io.ats.experiments.config;

import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.datasets.augment.PhotometricOptions;

/** Random changes to training images. */
public record AugmentationConfig(
    @Option(
            "images are mirrored at random, left to right and top to bottom; labels stay, so not"
                + " where they tell left from right or are to be read")
        boolean flip,
    @Option("square images are turned at random by a multiple of 90°; labels stay, as for flip")
        boolean rotate,
    @Option(
            value =
                "images are moved at random by up to this many pixels on each axis, in whole pixels"
                    + " of the view, so by one of these or more; zeros come in; 0: off",
            min = 0,
            max = 10_000)
        int translation,
    @Option(value = "probability that an image is moved", min = 0, max = 1)
        double translationProbability,
    @Embedded PhotometricOptions photometric,
    @Option(
            value =
                "whole-pixel patches are shifted by up to this many pixels on each axis; 0: off",
            min = 0,
            max = 10_000)
        int jitter) {

  /** No augmentation. */
  public static final AugmentationConfig DEFAULTS =
      new AugmentationConfig(false, false, 0, 1, PhotometricOptions.DEFAULTS, 0);

  /** Checks the ranges. */
  public AugmentationConfig {
    Options.check(
        AugmentationConfig.class,
        flip,
        rotate,
        translation,
        translationProbability,
        photometric,
        jitter);
  }
}
