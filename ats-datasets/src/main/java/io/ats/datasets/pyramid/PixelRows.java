package io.ats.datasets.pyramid;

import io.ats.core.source.Rendering;
import io.ats.core.source.Scene;
import java.util.OptionalDouble;

/** An image that is read from top to bottom. */
interface PixelRows {

  int height();

  int width();

  /** Returns the size of a pixel in micrometres, if it is known. */
  OptionalDouble micronsPerPixel();

  /**
   * Reads rows, each once and in order.
   *
   * @param target receives red, green and blue of each pixel
   */
  void read(int row, int rows, byte[] target);

  /** Returns the rows of an image's level 0. */
  static PixelRows of(RegionImage image) {
    Level full = image.levels().get(0);
    return new PixelRows() {
      @Override
      public int height() {
        return full.height();
      }

      @Override
      public int width() {
        return full.width();
      }

      @Override
      public OptionalDouble micronsPerPixel() {
        return image.micronsPerPixel();
      }

      @Override
      public void read(int row, int rows, byte[] target) {
        image.read(0, row, 0, rows, full.width(), target);
      }
    };
  }

  /** Returns the rows of a scene of one channel, grey, or three. */
  static PixelRows of(Scene scene, OptionalDouble micronsPerPixel) {
    if (scene.channels() != 1 && scene.channels() != RegionImage.CHANNELS) {
      throw new IllegalArgumentException(
          "a pyramid needs a scene of 1 or 3 channels, got " + scene.channels());
    }
    return new PixelRows() {

      private static final int BLOCK = 256;

      @Override
      public int height() {
        return scene.height();
      }

      @Override
      public int width() {
        return scene.width();
      }

      @Override
      public OptionalDouble micronsPerPixel() {
        return micronsPerPixel;
      }

      @Override
      public void read(int row, int rows, byte[] target) {
        Rendering.each((width() - 1) / BLOCK + 1, i -> render(row, rows, i * BLOCK, target));
      }

      private void render(int row, int rows, int left, byte[] target) {
        int columns = Math.min(BLOCK, width() - left);
        int area = rows * columns;
        float[] values = new float[scene.channels() * area];
        scene.render(row, left, rows, columns, values, 0);
        for (int i = 0; i < area; i++) {
          int to = RegionImage.CHANNELS * (i / columns * width() + left + i % columns);
          for (int channel = 0; channel < RegionImage.CHANNELS; channel++) {
            float value = values[Math.min(channel, scene.channels() - 1) * area + i];
            target[to + channel] = (byte) Math.max(0, Math.min(255, Math.round(value * 255)));
          }
        }
      }
    };
  }
}
