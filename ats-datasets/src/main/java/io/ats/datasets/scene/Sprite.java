package io.ats.datasets.scene;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.stream.IntStream;

/**
 * Colour pixels, each with an opacity, to be drawn over others.
 *
 * @param pixels {@code (4,h,w)} unsigned bytes: red, green, blue, opacity, row by row; never
 *     copied, never to be changed
 * @param height {@code h} in pixels, at least 1
 * @param width {@code w} in pixels, at least 1
 */
public record Sprite(byte[] pixels, int height, int width) {

  private static final int PLANES = 4;

  /** How often {@link #evened} takes the local mean away. */
  private static final int EVENING = 8;

  /** The least window of that, pixels: a smaller one leaves no pattern. */
  private static final int LEAST_WINDOW = 5;

  /** Checks that the sizes fit. */
  public Sprite {
    if (height < 1
        || width < 1
        || pixels.length != Math.multiplyExact(PLANES, Math.multiplyExact(height, width))) {
      throw new IllegalArgumentException(
          pixels.length + " bytes are not a sprite of 4×" + height + "×" + width);
    }
  }

  /** Returns a copy of an image with its opacity. */
  public static Sprite of(BufferedImage image) {
    return new Sprite(ColourBitmap.planes(image, PLANES), image.getHeight(), image.getWidth());
  }

  /**
   * Returns the sprite with another colour and its own pattern: {@code mean + p − m}, clipped,
   * where {@code m} is the local mean of {@code p}, weighted by opacity and by the distance, up to
   * {@code window} pixels along each axis. This is done several times, as the local mean of what is
   * left is not even yet. Views whose pixels are as large as the window then show little but the
   * outline.
   *
   * @param viewCell side of a view's pixel; {@code window} is that, but at least 5
   */
  public Sprite evened(Color mean, int viewCell) {
    int window = Math.max(LEAST_WINDOW, viewCell);
    byte[] even = pixels.clone();
    float[] wanted = mean.getRGBColorComponents(null);
    int area = height * width;
    double[] opacity = new double[area];
    for (int i = 0; i < area; i++) {
      opacity[i] = (pixels[ColourBitmap.CHANNELS * area + i] & 255) / 255.0;
    }
    double[] weights = boxSums(boxSums(opacity, window), window);
    for (int channel = 0; channel < ColourBitmap.CHANNELS; channel++) {
      double[] values = new double[area];
      for (int i = 0; i < area; i++) {
        values[i] = (pixels[channel * area + i] & 255) - 255 * wanted[channel];
      }
      for (int step = 0; step < EVENING; step++) {
        double[] weighted = new double[area];
        for (int i = 0; i < area; i++) {
          weighted[i] = opacity[i] * values[i];
        }
        double[] sums = boxSums(boxSums(weighted, window), window);
        for (int i = 0; i < area; i++) {
          values[i] -= weights[i] > 0 ? sums[i] / weights[i] : 0;
        }
      }
      for (int i = 0; i < area; i++) {
        long value = Math.round(255 * wanted[channel] + values[i]);
        even[channel * area + i] = (byte) Math.max(0, Math.min(255, value));
      }
    }
    return new Sprite(even, height, width);
  }

  /** Returns the sum over the square around each pixel, without what lies outside. */
  private double[] boxSums(double[] values, int window) {
    double[] below = new double[(height + 1) * (width + 1)]; // sums from the top left corner on
    int line = width + 1;
    for (int y = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        row += values[y * width + x];
        below[(y + 1) * line + x + 1] = below[y * line + x + 1] + row;
      }
    }
    double[] sums = new double[values.length];
    for (int y = 0; y < height; y++) {
      int top = Math.max(0, y - window / 2);
      int bottom = Math.min(height, y + window / 2 + 1);
      for (int x = 0; x < width; x++) {
        int left = Math.max(0, x - window / 2);
        int right = Math.min(width, x + window / 2 + 1);
        sums[y * width + x] =
            below[bottom * line + right]
                - below[top * line + right]
                - below[bottom * line + left]
                + below[top * line + left];
      }
    }
    return sums;
  }

  /** Returns the area that the sprite covers, pixels: the sum of the opacities. */
  public double cover() {
    int area = height * width;
    return IntStream.range(ColourBitmap.CHANNELS * area, PLANES * area)
            .map(i -> pixels[i] & 255)
            .sum()
        / 255.0;
  }

  /** Feeds size and pixels to a digest. */
  public void addTo(MessageDigest digest) {
    digest.update((height + "×" + width).getBytes(StandardCharsets.UTF_8));
    digest.update(pixels);
  }
}
