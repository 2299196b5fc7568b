package io.ats.experiments.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Makes images of arrays of pixels, resampled, and files of images. */
final class Raster {

  private Raster() {}

  /** Returns an image {@code (C,H,W)} in [0,1] at another size; one channel is drawn grey. */
  static BufferedImage image(float[][][] image, int width, int height) {
    float[][][] channels = new float[3][][];
    for (int c = 0; c < 3; c++) {
      channels[c] = c == 0 || image.length >= 3 ? resized(image[c], width, height) : channels[0];
    }
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out.setRGB(
            x,
            y,
            level(channels[0][y][x]) << 16
                | level(channels[1][y][x]) << 8
                | level(channels[2][y][x]));
      }
    }
    return out;
  }

  /** Writes an image as PNG. */
  static void write(BufferedImage image, Path file) throws IOException {
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("this Java cannot write PNG: " + file);
    }
  }

  /**
   * Returns the plane at another size, by area averaging where it shrinks and linearly where it
   * grows.
   */
  static float[][] resized(float[][] plane, int width, int height) {
    float[][] rows = new float[plane.length][];
    for (int y = 0; y < plane.length; y++) {
      rows[y] = resized(plane[y], width);
    }
    float[][] out = new float[height][width];
    float[] column = new float[plane.length];
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < column.length; y++) {
        column[y] = rows[y][x];
      }
      float[] scaled = resized(column, height);
      for (int y = 0; y < height; y++) {
        out[y][x] = scaled[y];
      }
    }
    return out;
  }

  private static float[] resized(float[] line, int size) {
    float[] out = new float[size];
    double step = (double) line.length / size;
    for (int i = 0; i < size; i++) {
      out[i] =
          step > 1 ? mean(line, i * step, (i + 1) * step) : linear(line, (i + 0.5) * step - 0.5);
    }
    return out;
  }

  private static float mean(float[] line, double from, double to) {
    double sum = 0;
    for (int j = (int) from; j < Math.min(line.length, Math.ceil(to)); j++) {
      sum += line[j] * (Math.min(j + 1, to) - Math.max(j, from));
    }
    return (float) (sum / (to - from));
  }

  private static float linear(float[] line, double place) {
    double inside = Math.min(line.length - 1.0, Math.max(0, place));
    int low = (int) inside;
    int high = Math.min(line.length - 1, low + 1);
    return (float) (line[low] + (inside - low) * (line[high] - line[low]));
  }

  /** Returns the value between the plane's entries; beyond its edge that of the edge. */
  static float bilinear(float[][] plane, double row, double column) {
    double inside = Math.min(plane.length - 1.0, Math.max(0, row));
    int low = (int) inside;
    float above = linear(plane[low], column);
    float below = linear(plane[Math.min(plane.length - 1, low + 1)], column);
    return (float) (above + (inside - low) * (below - above));
  }

  private static int level(float value) {
    return Math.round(255 * Math.min(1, Math.max(0, value)));
  }
}
