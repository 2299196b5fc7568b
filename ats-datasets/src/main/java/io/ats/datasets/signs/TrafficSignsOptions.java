package io.ats.datasets.signs;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Require;
import io.ats.datasets.split.SplitSizes;

/**
 * Options of the traffic sign dataset. Those from {@code none} to {@code streets} are for generated
 * images only.
 *
 * @param height {@code H} of an image, pixels; published images are resized
 * @param width {@code W} of an image, pixels
 * @param train number of training images; of published files, at most so many are used
 * @param validation number of validation images, drawn from the published training set
 * @param test number of test images; of published files, at most so many are used
 * @param none share of images without a speed limit; the three limits share the rest equally
 * @param signMin least diameter of a sign over the image's height
 * @param signMax greatest diameter of a sign over the image's height
 * @param tilt signs lean by up to so many degrees to either side
 * @param turn signs are turned away by up to so many degrees
 * @param blur greatest standard deviation of a sign's blur, over its diameter
 * @param dirt number of smudges on a sign, which hide what a small view keeps of it
 * @param distractors greatest number of other signs
 * @param props number of trees, houses, cars and the like
 * @param streets number of different streets
 * @param viewScale the low-resolution view's side over the image's
 * @param path folder with the published files; empty: generated images
 * @param cache memory for decoded published images, megabytes
 */
public record TrafficSignsOptions(
    @Option(value = "image height, pixels", min = 32) int height,
    @Option(value = "image width, pixels", min = 32) int width,
    @Option(value = "number of training images (of published files: at most)", min = 1) int train,
    @Option(value = "number of validation images (taken from published Set1 by the seed)", min = 1)
        int validation,
    @Option(value = "number of test images (of published files: at most)", min = 1) int test,
    @Option(value = "generated: share of images without a speed limit", min = 0, max = 1)
        double none,
    @Option(
            value = "generated: least diameter of a sign over the height",
            min = 0,
            above = true,
            max = 0.3)
        double signMin,
    @Option(
            value = "generated: greatest diameter of a sign over the height",
            min = 0,
            above = true,
            max = 0.3)
        double signMax,
    @Option(value = "generated: signs lean by up to so many degrees", min = 0, max = 45)
        double tilt,
    @Option(value = "generated: signs are turned away by up to so many degrees", min = 0, max = 60)
        double turn,
    @Option(
            value = "generated: greatest deviation of a sign's blur over its diameter",
            min = 0,
            max = 0.2)
        double blur,
    @Option(value = "generated: number of smudges on a sign", min = 0) int dirt,
    @Option(value = "generated: greatest number of other signs", min = 0) int distractors,
    @Option(value = "generated: number of trees, houses, cars and the like", min = 0) int props,
    @Option(value = "generated: number of different streets", min = 1) int streets,
    @Option(value = "side of the view over side of the image", min = 0, above = true, max = 1)
        double viewScale,
    @Option("folder with the published Set1 and Set2; empty: generated images") String path,
    @Option(value = "memory for decoded published images, megabytes", min = 0) int cache)
    implements SplitSizes {

  /** The sizes of the papers: 747 training images, 147 of which are for validation. */
  public static final TrafficSignsOptions DEFAULTS =
      new TrafficSignsOptions(
          960, 1280, 600, 147, 684, 0.25, 0.024, 0.034, 6, 35, 0.015, 12, 3, 12, 6, 0.3, "", 1024);

  /**
   * Checks every value and that a sign fits.
   *
   * @throws OptionException if one is out of range, or signs would be a few pixels only
   */
  public TrafficSignsOptions {
    if (path == null) {
      throw new OptionException("path must not be null; leave it out for generated images");
    }
    Require.atLeast("height", height, 32);
    Require.atLeast("width", width, 32);
    Require.atLeast("train", train, 1);
    Require.atLeast("validation", validation, 1);
    Require.atLeast("test", test, 1);
    Require.within("none", none, 0, 1, "[0,1]");
    Require.within("signMin", signMin, Double.MIN_VALUE, 0.3, "(0,0.3]");
    Require.within("signMax", signMax, Double.MIN_VALUE, 0.3, "(0,0.3]");
    Require.within("tilt", tilt, 0, 45, "[0,45]");
    Require.within("turn", turn, 0, 60, "[0,60]");
    Require.within("blur", blur, 0, 0.2, "[0,0.2]");
    Require.atLeast("dirt", dirt, 0);
    Require.atLeast("distractors", distractors, 0);
    Require.atLeast("props", props, 0);
    Require.atLeast("streets", streets, 1);
    Require.within("viewScale", viewScale, Double.MIN_VALUE, 1, "(0,1]");
    Require.atLeast("cache", cache, 0);
    if (signMin > signMax) {
      throw new OptionException(
          "signMin must be at most signMax, got "
              + signMin
              + " and "
              + signMax
              + "; lower signMin or raise signMax");
    }
    if (signMin * height < LEAST_SIGN || 2 * signMax * height > width) {
      throw new OptionException(
          String.format(
              "signMin %s to signMax %s give signs of %.1f to %.1f pixels on an image of height %d"
                  + " and width %d, expected at least %d and at most half the width",
              signMin, signMax, signMin * height, signMax * height, height, width, LEAST_SIGN));
    }
  }

  /** The least diameter of a sign in pixels. */
  private static final int LEAST_SIGN = 4;
}
