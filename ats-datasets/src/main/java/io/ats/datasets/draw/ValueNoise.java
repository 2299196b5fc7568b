package io.ats.datasets.draw;

import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * Smooth random brightness: random values on a square lattice, interpolated between. Sums of
 * several lattices, each twice as fine and half as strong as the one before, look like cloth, grass
 * or asphalt.
 */
public final class ValueNoise {

  private ValueNoise() {}

  /**
   * Adds noise to all three channels alike, clipped to 0..255.
   *
   * @param image RGB
   * @param cell the coarsest lattice's spacing in pixels, at least 1
   * @param strength the coarsest lattice's amplitude, of 255
   */
  public static void add(BufferedImage image, RandomGenerator random, int cell, double strength) {
    int height = image.getHeight();
    int width = image.getWidth();
    float[] sum = new float[height * width];
    double amplitude = strength;
    for (int side = cell; side >= 1; side /= 2) {
      lattice(sum, height, width, side, (float) amplitude, random);
      amplitude /= 2;
    }
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, line, 0, width);
      for (int x = 0; x < width; x++) {
        int change = Math.round(sum[y * width + x]);
        line[x] =
            shift(line[x], 16, change) | shift(line[x], 8, change) | shift(line[x], 0, change);
      }
      image.setRGB(0, y, width, 1, line, 0, width);
    }
  }

  private static void lattice(
      float[] sum, int height, int width, int side, float amplitude, RandomGenerator random) {
    int columns = width / side + 2;
    float[] values = new float[(height / side + 2) * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = amplitude * (2 * random.nextFloat() - 1);
    }
    for (int y = 0; y < height; y++) {
      int row = y / side * columns;
      float down = y % side / (float) side;
      for (int x = 0; x < width; x++) {
        int at = row + x / side;
        float right = x % side / (float) side;
        float above = values[at] + (values[at + 1] - values[at]) * right;
        float below =
            values[at + columns] + (values[at + columns + 1] - values[at + columns]) * right;
        sum[y * width + x] += above + (below - above) * down;
      }
    }
  }

  private static int shift(int rgb, int bits, int change) {
    return Math.max(0, Math.min(255, (rgb >> bits & 255) + change)) << bits;
  }
}
