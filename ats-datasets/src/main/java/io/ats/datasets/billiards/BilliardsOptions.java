package io.ats.datasets.billiards;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Require;
import io.ats.datasets.split.SplitSizes;

/**
 * Options of the billiards dataset.
 *
 * @param height {@code H} of an image, pixels
 * @param width {@code W} of an image, pixels
 * @param train number of training images; of published files, at most so many are used
 * @param validation number of validation images, likewise
 * @param test number of test images, likewise
 * @param minBalls the least number of balls
 * @param maxBalls the greatest number of balls
 * @param ballSize a ball's diameter over the image's shorter side
 * @param numberSize a number's height over its ball's diameter
 * @param tilt numbers lean by up to so many degrees to either side
 * @param smudges number of faint smudges on each number, which hide what a small view keeps of it
 * @param tables number of different tables
 * @param viewScale the low-resolution view's side over the image's
 * @param path folder with the published files; empty: generated images
 * @param cache memory for decoded published images, megabytes
 */
public record BilliardsOptions(
    @Option(value = "image height, pixels", min = 32) int height,
    @Option(value = "image width, pixels", min = 32) int width,
    @Option(value = "number of training images (of published files: at most)", min = 1) int train,
    @Option(value = "number of validation images (of published files: at most)", min = 1)
        int validation,
    @Option(value = "number of test images (of published files: at most)", min = 1) int test,
    @Option(value = "least number of balls", min = 1) int minBalls,
    @Option(value = "greatest number of balls", min = 1) int maxBalls,
    @Option(value = "diameter of a ball over the shorter side", min = 0, above = true, max = 0.5)
        double ballSize,
    @Option(value = "height of a number over its ball's diameter", min = 0.05, max = 0.4)
        double numberSize,
    @Option(value = "numbers lean by up to so many degrees", min = 0, max = 45) double tilt,
    @Option(value = "number of faint smudges on each number", min = 0) int smudges,
    @Option(value = "number of different tables", min = 1) int tables,
    @Option(value = "side of the view over side of the image", min = 0, above = true, max = 1)
        double viewScale,
    @Option("folder with the published train, valid and test folders; empty: generated images")
        String path,
    @Option(value = "memory for decoded published images, megabytes", min = 0) int cache)
    implements SplitSizes {

  /** The sizes of the paper; ball, number and table sizes are those of our own pictures. */
  public static final BilliardsOptions DEFAULTS =
      new BilliardsOptions(
          1000, 1000, 8000, 2000, 10_000, 4, 8, 0.08, 0.15, 25, 12, 4, 0.25, "", 1024);

  /**
   * Checks every value and that the balls fit.
   *
   * @throws OptionException if one is out of range, or the table is too small for the balls
   */
  public BilliardsOptions {
    if (path == null) {
      throw new OptionException("path must not be null; leave it out for generated images");
    }
    Require.atLeast("height", height, 32);
    Require.atLeast("width", width, 32);
    Require.atLeast("train", train, 1);
    Require.atLeast("validation", validation, 1);
    Require.atLeast("test", test, 1);
    Require.atLeast("minBalls", minBalls, 1);
    Require.atLeast("maxBalls", maxBalls, 1);
    Require.within("ballSize", ballSize, Double.MIN_VALUE, 0.5, "(0,0.5]");
    Require.within("numberSize", numberSize, 0.05, 0.4, "[0.05,0.4]");
    Require.within("tilt", tilt, 0, 45, "[0,45]");
    Require.atLeast("smudges", smudges, 0);
    Require.atLeast("tables", tables, 1);
    Require.within("viewScale", viewScale, Double.MIN_VALUE, 1, "(0,1]");
    Require.atLeast("cache", cache, 0);
    if (minBalls > maxBalls) {
      throw new OptionException(
          "minBalls must be at most maxBalls, got "
              + minBalls
              + " and "
              + maxBalls
              + "; lower minBalls or raise maxBalls");
    }
    RackGenerator.check(height, width, ballSize, maxBalls);
  }
}
