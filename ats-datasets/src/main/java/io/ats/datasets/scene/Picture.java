package io.ats.datasets.scene;

import java.awt.image.BufferedImage;

/**
 * A colour picture.
 *
 * @param pixels {@code (3,H,W)} unsigned bytes: red, green, blue, row by row; never copied, never
 *     to be changed
 * @param height {@code H} in pixels, at least 1
 * @param width {@code W} in pixels, at least 1
 */
public record Picture(byte[] pixels, int height, int width) {

  /** The number of channels. */
  public static final int CHANNELS = 3;

  /** Checks that the sizes fit. */
  public Picture {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a picture's sides must be at least 1, got " + height + "×" + width);
    }
    if (pixels.length != Math.multiplyExact(CHANNELS, Math.multiplyExact(height, width))) {
      throw new IllegalArgumentException(
          pixels.length + " bytes are not a picture of 3×" + height + "×" + width);
    }
  }

  /** Returns a copy of an image's colours; how opaque they are is left out. */
  public static Picture of(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    return new Picture(planes(image, CHANNELS), height, width);
  }

  /** Returns the first of red, green, blue and opacity: {@code (planes,H,W)}. */
  static byte[] planes(BufferedImage image, int planes) {
    int height = image.getHeight();
    int width = image.getWidth();
    int area = Math.multiplyExact(height, width);
    byte[] values = new byte[Math.multiplyExact(planes, area)];
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, line, 0, width);
      for (int x = 0; x < width; x++) {
        for (int plane = 0; plane < planes; plane++) {
          int shift = plane < CHANNELS ? 16 - 8 * plane : 24;
          values[plane * area + y * width + x] = (byte) (line[x] >> shift);
        }
      }
    }
    return values;
  }
}
