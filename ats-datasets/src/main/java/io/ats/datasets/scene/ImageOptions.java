package io.ats.datasets.scene;

import io.ats.core.ImageSpec;
import io.ats.core.data.Split;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;

/** The sizes of a dataset's images and views, and the number of images in each split. */
public record ImageOptions(
    @Option(value = "image height, pixels", min = 1, max = ImageOptions.MOST_SIDE) int height,
    @Option(value = "image width, pixels", min = 1, max = ImageOptions.MOST_SIDE) int width,
    @Option(
            value = "number of training images; of published files, at most as many",
            min = 1,
            max = ImageOptions.MOST_IMAGES)
        int train,
    @Option(
            value = "number of validation images; of published files, at most as many",
            min = 1,
            max = ImageOptions.MOST_IMAGES)
        int validation,
    @Option(
            value = "number of test images; of published files, at most as many",
            min = 1,
            max = ImageOptions.MOST_IMAGES)
        int test,
    @Option(
            value = "side of the view, as a fraction of the image's",
            min = 0,
            above = true,
            max = 1)
        double viewScale) {

  /** Largest side of an image, pixels. */
  static final int MOST_SIDE = 1 << 16;

  /** Largest number of images in a split. */
  static final int MOST_IMAGES = 10_000_000;

  /** Largest number of pixels of a view, or of an image that is kept as a bitmap. */
  private static final int MOST_PIXELS = 1 << 26;

  /**
   * Checks the ranges, and that a view is no larger than can be computed.
   *
   * @throws OptionException if not
   */
  public ImageOptions {
    Options.check(ImageOptions.class, height, width, train, validation, test, viewScale);
    ImageSpec view = ImageSpec.scaled(1, height, width, viewScale);
    long pixels = (long) view.viewHeight() * view.viewWidth();
    if (pixels > MOST_PIXELS) {
      throw new OptionException(
          "view-scale %s of height %d and width %d gives views of %d pixels (%s a channel), more than %d; lower view-scale"
              .formatted(
                  viewScale,
                  height,
                  width,
                  pixels,
                  HeapMemory.text((double) Float.BYTES * pixels),
                  MOST_PIXELS));
    }
  }

  /** Returns the side of the image's square that a pixel of the view shows, pixels, rounded. */
  public int viewCell() {
    return Math.toIntExact(Math.round(1 / viewScale));
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

  /**
   * Checks that an image can be kept as a bitmap in colour.
   *
   * @throws OptionException if not, naming the sides
   */
  public void requireBitmap() {
    if ((long) height * width > MOST_PIXELS) {
      throw new OptionException(
          "height %d and width %d give images of %d pixels, more than the %d of a bitmap; lower them"
              .formatted(height, width, (long) height * width, MOST_PIXELS));
    }
  }

  /**
   * Checks that bitmaps of the images' size fit in memory with what it takes to draw one.
   *
   * @param key the option that says how many
   * @throws OptionException if not
   */
  public void requireBitmaps(String key, int count) {
    double channels = (double) count * ColourBitmap.CHANNELS + 2 * Integer.BYTES;
    HeapMemory.require(
        "%s: memory for %d bitmaps of %d×%d".formatted(key, count, height, width),
        channels * height * width,
        "lower " + key + ", height or width");
  }

  private static void require(String key, int side, int least) {
    if (side < least) {
      throw new OptionException(key + " must be at least " + least + ", got " + side);
    }
  }
}
