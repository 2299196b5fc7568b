package io.ats.datasets.marines;

import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.SceneSpec;

/** Options of the marines dataset. */
@About(
    summary =
        "The number of marines in a drawn battle; the low-resolution view is a minimap, on which"
            + " all units of a side look alike.",
    paper = "Ramapuram et al. 2019, Variational Saccading, section 4.3")
public record MarinesOptions(
    @Embedded ImageOptions images,
    @Option(value = "maximum number of units of each kind", min = 1, max = 100) int maxUnits,
    @Option(
            value = "side of a unit, as a fraction of the shorter side",
            min = 0,
            above = true,
            max = 0.25)
        double unitSize,
    @Option(value = "fraction of battles in which one side is eliminated", min = 0, max = 1)
        double decided,
    @Option("splits in which the number of marines is uniformly distributed") Weighted weighted,
    @Option(value = "maximum number of blasts, glows and clouds of smoke", min = 0, max = 1000)
        int effects,
    @Option(value = "number of different backgrounds", min = 1, max = 1000) int grounds)
    implements SceneSpec {

  /** The splits in which the classes are balanced. */
  public enum Weighted {
    /** None: about half of the images show no marine. */
    NONE,
    /** The training split. */
    TRAIN,
    /** All, as in the paper, which reports accuracy on weighted test images. */
    ALL;

    boolean covers(Split split) {
      return this == ALL || (this == TRAIN && split == Split.TRAIN);
    }
  }

  /** Minimum size of a unit, pixels, at which kinds can be told apart. */
  private static final int LEAST_PIXELS = 10;

  /**
   * The paper's numbers of images and units; of natural images 49.7 % show no marine, in the paper
   * about half. Sizes are our own.
   */
  public static final MarinesOptions DEFAULTS =
      new MarinesOptions(
          new ImageOptions(1024, 1024, 200_000, 25_000, 25_000, 0.0625),
          22,
          0.03,
          0.8,
          Weighted.ALL,
          12,
          4);

  /**
   * Checks the ranges, and that random placement of the units will succeed: the squares that they
   * keep free may fill at most half of the area where their centres may lie.
   *
   * @throws OptionException if one is out of range, or the image is too small for the units
   */
  public MarinesOptions {
    Options.check(
        MarinesOptions.class, images, maxUnits, unitSize, decided, weighted, effects, grounds);
    images.requireSides(32);
    images.requireBitmap();
    int height = images.height();
    int width = images.width();
    int pixels = pixels(height, width, unitSize);
    if (pixels < LEAST_PIXELS) {
      throw new OptionException(
          String.format(
              "unit-size %s gives units of %d pixels on an image of height %d and width %d, expected"
                  + " at least %d; raise unit-size or the image",
              unitSize, pixels, height, width, LEAST_PIXELS));
    }
    double room = (height - pixels) * (double) (width - pixels);
    double needed = (double) UnitKind.values().length * maxUnits * pixels * pixels;
    if (needed > 0.5 * room) {
      throw new OptionException(
          String.format(
              "max-units %d of each of %d kinds with unit-size %s do not fit apart on an image of"
                  + " height %d and width %d; lower max-units or unit-size",
              maxUnits, UnitKind.values().length, unitSize, height, width));
    }
  }

  private static int pixels(int height, int width, double unitSize) {
    return (int) Math.round(Math.min(height, width) * unitSize);
  }

  /** Returns a unit's height and width in pixels. */
  int unitPixels() {
    return pixels(height(), width(), unitSize);
  }

  @Override
  public int channels() {
    return ColourBitmap.CHANNELS;
  }

  @Override
  public Task target() {
    return new Task("count", maxUnits + 1, false);
  }

  @Override
  public SceneSet scenes(long seed) {
    images.requireBitmaps("grounds", grounds);
    return new Marines(this, seed);
  }
}
