package io.ats.experiments.report;

import java.awt.image.BufferedImage;

/** Lays a score map over an image. */
final class Heat {

  private static final double OPACITY = 0.65;

  private Heat() {}

  /**
   * Returns the image in grey under the map's colours; the map's largest value gets the brightest.
   */
  static BufferedImage over(BufferedImage image, float[][] map) {
    return over(image, map, OPACITY);
  }

  /** Returns the same; {@code opacity} 1 hides the image. */
  static BufferedImage over(BufferedImage image, float[][] map, double opacity) {
    float[][] scores = Raster.resized(map, image.getWidth(), image.getHeight());
    float largest = 0;
    for (float[] row : scores) {
      for (float score : row) {
        largest = score > largest ? score : largest;
      }
    }
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double score = largest > 0 ? scores[y][x] / largest : 0;
        out.setRGB(x, y, mixed(grey(image.getRGB(x, y)), ColorMap.rgb(score), opacity));
      }
    }
    return out;
  }

  private static int grey(int rgb) {
    return (int)
        Math.round(0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF));
  }

  private static int mixed(int grey, int heat, double opacity) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      rgb |= (int) Math.round((1 - opacity) * grey + opacity * (heat >> shift & 0xFF)) << shift;
    }
    return rgb;
  }
}
