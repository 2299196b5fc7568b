package io.ats.datasets.scene;

import io.ats.core.data.Split;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;

/** The sizes of a dataset's images and views, and the number of images in each split. */
public record ImageOptions(
    @Option(value = "image height, pixels", min = 1) int height,
    @Option(value = "image width, pixels", min = 1) int width,
    @Option(value = "number of training images; of published files the maximum", min = 1) int train,
    @Option(value = "number of validation images; of published files the maximum", min = 1)
        int validation,
    @Option(value = "number of test images; of published files the maximum", min = 1) int test,
    @Option(
            value = "side of the view, as a fraction of the image's",
            min = 0,
            above = true,
            max = 1)
        double viewScale) {

  /** Checks the ranges. */
  public ImageOptions {
    Options.check(ImageOptions.class, height, width, train, validation, test, viewScale);
  }

  /** Returns the number of images of a split. */
  public int size(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  /**
   * Checks that both sides have at least {@code least} pixels.
   *
   * @throws OptionException if not, naming side and value
   */
  public void requireSides(int least) {
    require("height", height, least);
    require("width", width, least);
  }

  private static void require(String key, int side, int least) {
    if (side < least) {
      throw new OptionException(key + " must be at least " + least + ", got " + side);
    }
  }
}
