package io.ats.datasets.scene;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;

/**
 * Colour pixels in memory.
 *
 * @param pixels {@code (3,H,W)} unsigned bytes: red, green, blue, row by row; never copied, never
 *     to be changed
 * @param height {@code H} in pixels, at least 1
 * @param width {@code W} in pixels, at least 1
 */
public record ColourBitmap(byte[] pixels, int height, int width) {

  /** The number of channels. */
  public static final int CHANNELS = 3;

  /** Checks that the sizes fit. */
  public ColourBitmap {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a colour bitmap's sides must be at least 1, got " + height + "×" + width);
    }
    if (pixels.length != Math.multiplyExact(CHANNELS, Math.multiplyExact(height, width))) {
      throw new IllegalArgumentException(
          pixels.length + " bytes are not a colour bitmap of 3×" + height + "×" + width);
    }
  }

  /** Returns a copy of an image's colours without their opacity. */
  public static ColourBitmap of(BufferedImage image) {
    return new ColourBitmap(planes(image, CHANNELS), image.getHeight(), image.getWidth());
  }

  /**
   * Returns a bitmap of pixels that are stored one after another.
   *
   * @param rgb red, green and blue of each pixel, row by row; copied
   */
  public static ColourBitmap of(byte[] rgb, int height, int width) {
    int area = Math.multiplyExact(height, width);
    byte[] planes = new byte[Math.multiplyExact(CHANNELS, area)];
    for (int i = 0; i < planes.length; i++) {
      planes[i % CHANNELS * area + i / CHANNELS] = rgb[i];
    }
    return new ColourBitmap(planes, height, width);
  }

  /** Returns the first of red, green, blue and opacity: {@code (planes,H,W)}. */
  static byte[] planes(BufferedImage image, int planes) {
    int height = image.getHeight();
    int width = image.getWidth();
    int area = Math.multiplyExact(height, width);
    byte[] values = new byte[Math.multiplyExact(planes, area)];
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      line(image, y, line);
      for (int x = 0; x < width; x++) {
        for (int plane = 0; plane < planes; plane++) {
          int shift = plane < CHANNELS ? 16 - 8 * plane : 24;
          values[plane * area + y * width + x] = (byte) (line[x] >> shift);
        }
      }
    }
    return values;
  }

  /**
   * Reads a line of colours; of grey images Java would take the values as linear in the light.
   *
   * @param y the row
   * @param line receives, for each pixel of the row, opacity, red, green and blue from the highest
   *     byte to the lowest
   */
  public static void line(BufferedImage image, int y, int[] line) {
    ColorModel model = image.getColorModel();
    int bits = model.getComponentSize(0);
    boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    image.getRGB(0, y, line.length, 1, line, 0, line.length);
    for (int x = 0; x < line.length && grey && bits <= Short.SIZE; x++) {
      int value = Math.round(image.getRaster().getSample(x, y, 0) * 255f / ((1 << bits) - 1));
      line[x] = line[x] & 0xFF000000 | value * 0x010101;
    }
  }
}
