package io.ats.core.source;

/**
 * One image as a recipe that renders any region at any scale, so that it costs only what is read.
 */
public interface Scene {

  /** Returns {@code C}. */
  int channels();

  /** Returns {@code H}, in pixels. */
  int height();

  /** Returns {@code W}, in pixels. */
  int width();

  /**
   * Renders a region at full resolution. Pixels outside the image are left as they are.
   *
   * @param row the region's top row, in pixels; may be negative
   * @param column the region's left column, in pixels; may be negative
   * @param height the region's height, in pixels
   * @param width the region's width, in pixels
   * @param target where the pixels go: channel, row, column, values in [0,1]; zero on entry
   * @param offset the first one's index
   */
  void render(int row, int column, int height, int width, float[] target, int offset);

  /**
   * Renders the whole image, area-averaged to {@code height × width}.
   *
   * @param target where the pixels go: channel, row, column; zero on entry
   * @param offset the first one's index
   */
  void renderView(int height, int width, float[] target, int offset);
}
