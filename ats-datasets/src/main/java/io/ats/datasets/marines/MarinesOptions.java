package io.ats.datasets.marines;

import io.ats.core.Split;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Require;
import io.ats.datasets.split.SplitSizes;

/**
 * Options of the marines dataset.
 *
 * @param height {@code H} of an image, pixels
 * @param width {@code W} of an image, pixels
 * @param train number of training images
 * @param validation number of validation images
 * @param test number of test images
 * @param maxUnits {@code M}, the greatest number of each kind of unit; the classes are {@code 0..M}
 * @param unitSize a unit's height and width over the image's shorter side
 * @param decided share of battles that are over, one side having been eliminated
 * @param weighted in which splits the number of marines is uniform instead of natural
 * @param effects the greatest number of blasts, glows and clouds of smoke
 * @param grounds number of different grounds
 * @param viewScale the minimap's side over the image's
 */
public record MarinesOptions(
    @Option(value = "image height, pixels", min = 32) int height,
    @Option(value = "image width, pixels", min = 32) int width,
    @Option(value = "number of training images", min = 1) int train,
    @Option(value = "number of validation images", min = 1) int validation,
    @Option(value = "number of test images", min = 1) int test,
    @Option(value = "greatest number of each kind of unit", min = 1, max = 100) int maxUnits,
    @Option(value = "side of a unit over the shorter side", min = 0, above = true, max = 0.25)
        double unitSize,
    @Option(value = "share of battles in which one side is eliminated", min = 0, max = 1)
        double decided,
    @Option("in which splits the number of marines is uniform instead of natural")
        Weighted weighted,
    @Option(value = "greatest number of blasts, glows and clouds of smoke", min = 0) int effects,
    @Option(value = "number of different grounds", min = 1) int grounds,
    @Option(value = "side of the minimap over side of the image", min = 0, above = true, max = 1)
        double viewScale)
    implements SplitSizes {

  /** In which splits the classes are balanced. */
  public enum Weighted {
    /** In none: half of the images, or nearly, show no marine. */
    NONE,
    /** In the training split. */
    TRAIN,
    /** In all, as in the paper, whose accuracies are of weighted test images. */
    ALL;

    boolean covers(Split split) {
      return this == ALL || (this == TRAIN && split == Split.TRAIN);
    }
  }

  /** The least size of a unit, in pixels, at which kinds can be told apart. */
  private static final int LEAST_PIXELS = 10;

  /**
   * The number of images and of units of the paper; by nature 49.7 % of them show no marine, there
   * about half. Sizes are those of our own pictures.
   */
  public static final MarinesOptions DEFAULTS =
      new MarinesOptions(
          1024, 1024, 200_000, 25_000, 25_000, 22, 0.03, 0.8, Weighted.ALL, 12, 4, 0.0625);

  /**
   * Checks every value and that the units fit: the squares that they keep free may fill at most
   * half of where their centres may lie, where random placing succeeds.
   *
   * @throws OptionException if one is out of range, or the image is too small for the units
   */
  public MarinesOptions {
    if (weighted == null) {
      throw new OptionException("weighted must not be null; leave it out for the default");
    }
    Require.atLeast("height", height, 32);
    Require.atLeast("width", width, 32);
    Require.atLeast("train", train, 1);
    Require.atLeast("validation", validation, 1);
    Require.atLeast("test", test, 1);
    Require.within("maxUnits", maxUnits, 1, 100, "[1,100]");
    Require.within("unitSize", unitSize, Double.MIN_VALUE, 0.25, "(0,0.25]");
    Require.within("decided", decided, 0, 1, "[0,1]");
    Require.atLeast("effects", effects, 0);
    Require.atLeast("grounds", grounds, 1);
    Require.within("viewScale", viewScale, Double.MIN_VALUE, 1, "(0,1]");
    int pixels = pixels(height, width, unitSize);
    if (pixels < LEAST_PIXELS) {
      throw new OptionException(
          String.format(
              "unitSize %s gives units of %d pixels on an image of height %d and width %d, expected"
                  + " at least %d; raise unitSize or the image",
              unitSize, pixels, height, width, LEAST_PIXELS));
    }
    double room = (height - pixels) * (double) (width - pixels);
    double needed = (double) UnitKind.values().length * maxUnits * pixels * pixels;
    if (needed > 0.5 * room) {
      throw new OptionException(
          String.format(
              "maxUnits %d of each of %d kinds with unitSize %s do not fit apart on an image of"
                  + " height %d and width %d; lower maxUnits or unitSize",
              maxUnits, UnitKind.values().length, unitSize, height, width));
    }
  }

  private static int pixels(int height, int width, double unitSize) {
    return (int) Math.round(Math.min(height, width) * unitSize);
  }

  /** Returns a unit's height and width in pixels. */
  int unitPixels() {
    return pixels(height, width, unitSize);
  }
}
