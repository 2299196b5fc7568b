package io.ats.datasets.cluttered;

import io.ats.datasets.scene.Bitmap;

/** Enlarges square pictures by bilinear interpolation. */
final class Magnifier {

  private Magnifier() {}

  /**
   * Returns a part of a picture enlarged to {@code side × side}. Pixel {@code i} of an axis is read
   * at {@code (i + 1/2)·n/side − 1/2} of the picture's {@code n} pixels, beyond the outermost
   * centres as they are; values are rounded. Only the part is computed.
   *
   * @param side of the whole enlarged picture, pixels; of the picture's own size, it is copied
   * @param row the part's top row in the enlarged picture
   * @param column its left column
   * @param size its height and width
   */
  static Bitmap part(Bitmap picture, int side, int row, int column, int size) {
    byte[] pixels = new byte[size * size];
    for (int i = 0; i < size; i++) {
      double y = at(row + i, picture.height(), side);
      for (int j = 0; j < size; j++) {
        double x = at(column + j, picture.width(), side);
        pixels[i * size + j] = (byte) Math.round(value(picture, y, x));
      }
    }
    return new Bitmap(pixels, 0, size, size);
  }

  private static double at(int pixel, int count, int side) {
    double centre = (pixel + 0.5) * count / side - 0.5;
    return Math.max(0, Math.min(count - 1, centre));
  }

  private static double value(Bitmap picture, double y, double x) {
    int top = (int) y;
    int left = (int) x;
    int bottom = Math.min(top + 1, picture.height() - 1);
    int right = Math.min(left + 1, picture.width() - 1);
    double above = mix(picture.value(top, left), picture.value(top, right), x - left);
    double below = mix(picture.value(bottom, left), picture.value(bottom, right), x - left);
    return mix(above, below, y - top);
  }

  private static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }
}
