package io.ats.datasets.scene;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

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

  /** Feeds size and pixels to a digest. */
  public void addTo(MessageDigest digest) {
    digest.update((height + "×" + width).getBytes(StandardCharsets.UTF_8));
    digest.update(pixels);
  }
}
