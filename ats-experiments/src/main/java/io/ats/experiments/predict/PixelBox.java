package io.ats.experiments.predict;

/**
 * A box in pixels of the full-resolution image, the origin in its top left corner; it may reach
 * beyond the image.
 *
 * @param left smallest x
 * @param top smallest y
 * @param right largest x
 * @param bottom largest y
 */
public record PixelBox(double left, double top, double right, double bottom) {

  /** A region's fractions are 32-bit, so that more digits of a pixel would be noise. */
  private static final double PER_PIXEL = 100;

  /** Checks that the numbers are finite and the box is not empty. */
  public PixelBox {
    boolean finite = Double.isFinite(right - left) && Double.isFinite(bottom - top);
    if (!finite || !(left < right) || !(top < bottom)) {
      throw new IllegalArgumentException(
          "a box from (%s, %s) to (%s, %s) is empty or not finite"
              .formatted(left, top, right, bottom));
    }
  }

  /**
   * Returns the box of a region, rounded to a hundredth of a pixel.
   *
   * @param region top, left, bottom, right, as fractions of the image
   * @param height of the image, pixels
   * @param width of the image, pixels
   */
  public static PixelBox of(float[] region, int height, int width) {
    return new PixelBox(
        pixels(region[1], width),
        pixels(region[0], height),
        pixels(region[3], width),
        pixels(region[2], height));
  }

  private static double pixels(float fraction, int size) {
    return Math.rint((double) fraction * size * PER_PIXEL) / PER_PIXEL;
  }
}
