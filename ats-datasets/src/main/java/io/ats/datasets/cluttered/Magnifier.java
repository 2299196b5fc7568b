package io.ats.datasets.cluttered;

import io.ats.datasets.scene.GreyBitmap;

/** Enlarges square bitmaps by bilinear interpolation. */
final class Magnifier {

  private Magnifier() {}

  /**
   * Returns a part of a bitmap enlarged to {@code side × side}. Pixel {@code i} of an axis is read
   * at {@code (i + 1/2)·n/side − 1/2} of the bitmap's {@code n} pixels, clamped to the outermost
   * centres; values are rounded. Only the part is computed.
   *
   * @param side of the whole enlarged bitmap, pixels; the bitmap's own size gives a copy
   * @param row the part's top row in the enlarged bitmap
   * @param column its left column
   * @param size its height and width
   */
  static GreyBitmap part(GreyBitmap bitmap, int side, int row, int column, int size) {
    byte[] pixels = new byte[size * size];
    double[] columns = new double[size];
    for (int j = 0; j < size; j++) {
      columns[j] = at(column + j, bitmap.width(), side);
    }
    for (int i = 0; i < size; i++) {
      double[] line = line(bitmap, at(row + i, bitmap.height(), side));
      for (int j = 0; j < size; j++) {
        int left = (int) columns[j];
        int right = Math.min(left + 1, line.length - 1);
        double value = mix(line[left], line[right], columns[j] - left);
        pixels[i * size + j] = (byte) (int) (value + 0.5); // Rounded: it is not negative.
      }
    }
    return new GreyBitmap(pixels, 0, size, size);
  }

  private static double at(int pixel, int count, int side) {
    double centre = (pixel + 0.5) * count / side - 0.5;
    return Math.max(0, Math.min(count - 1, centre));
  }

  /** Interpolates between two rows of the bitmap. */
  private static double[] line(GreyBitmap bitmap, double y) {
    int top = (int) y;
    int bottom = Math.min(top + 1, bitmap.height() - 1);
    double[] line = new double[bitmap.width()];
    for (int x = 0; x < line.length; x++) {
      line[x] = mix(bitmap.value(top, x), bitmap.value(bottom, x), y - top);
    }
    return line;
  }

  private static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }
}
