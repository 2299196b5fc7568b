package io.ats.core;

/**
 * The sizes of a dataset's images, known before any is read.
 *
 * @param channels {@code C}
 * @param height {@code H} of the full image, pixels
 * @param width {@code W} of the full image, pixels
 * @param viewHeight {@code vh} of the low-resolution view
 * @param viewWidth {@code vw} of the low-resolution view
 */
public record ImageSpec(int channels, int height, int width, int viewHeight, int viewWidth) {

  /** Checks that all sizes are positive and the view is no larger than the image. */
  public ImageSpec {
    if (channels < 1
        || viewHeight < 1
        || viewWidth < 1
        || viewHeight > height
        || viewWidth > width) {
      throw new IllegalArgumentException(
          "an image of "
              + channels
              + "×"
              + height
              + "×"
              + width
              + " with a view of "
              + viewHeight
              + "×"
              + viewWidth
              + ": sizes must be at least 1 and the view no larger than the image");
    }
  }

  /**
   * Returns the sizes of images whose view's sides are {@code scale} times the image's, rounded,
   * and at least one pixel.
   */
  public static ImageSpec scaled(int channels, int height, int width, double scale) {
    return new ImageSpec(
        channels,
        height,
        width,
        (int) Math.max(1, Math.round(height * scale)),
        (int) Math.max(1, Math.round(width * scale)));
  }
}
