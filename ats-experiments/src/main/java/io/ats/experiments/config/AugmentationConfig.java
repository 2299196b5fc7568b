package io.ats.experiments.config;

import io.ats.core.options.Option;

/** How training images are changed at random; 0 leaves them as they are. */
public record AugmentationConfig(
    @Option(
            value = "an image is multiplied by a factor drawn from 1 - gain to 1 + gain",
            min = 0,
            max = 1)
        double gain,
    @Option(value = "a value drawn from -bias to bias is added to an image", min = 0) double bias,
    @Option(
            value = "whole-pixel patches are cut up to so many pixels off their positions",
            min = 0,
            max = 10_000)
        int jitter) {

  /** No augmentation. */
  public static final AugmentationConfig DEFAULTS = new AugmentationConfig(0, 0, 0);
}
