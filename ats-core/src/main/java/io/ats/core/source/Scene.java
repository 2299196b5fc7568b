package io.ats.core.source;

/**
 * An image that is generated on request, region by region, so that only what is read is rendered.
 */
public interface Scene {

  /** Returns {@code C}. */
  int channels();

  /** Returns {@code H}, in pixels. */
  int height();

  /** Returns {@code W}, in pixels. */
  int width();

  /**
   * Returns the same image with fewer pixels, where it exists at several resolutions: the coarsest
   * of which a pixel is at most {@code factor} times as high and as wide as one of this scene; by
   * default this scene.
   *
   * @param factor at least 1
   */
  default Scene coarser(double factor) {
    return this;
  }

  /**
   * Renders a region at full resolution. Pixels outside the image are left unchanged.
   *
   * @param row the region's top row, in pixels; may be negative
   * @param column the region's left column, in pixels; may be negative
   * @param height the region's height, in pixels
   * @param width the region's width, in pixels
   * @param target receives the pixels by channel, row and column, values in [0,1]; zero on entry
   * @param offset index of the first pixel in {@code target}
   */
  void render(int row, int column, int height, int width, float[] target, int offset);

  /**
   * Renders the whole image, area-averaged to {@code height × width}.
   *
   * @param target receives the pixels by channel, row and column; zero on entry
   * @param offset index of the first pixel in {@code target}
   */
  void renderView(int height, int width, float[] target, int offset);
}
