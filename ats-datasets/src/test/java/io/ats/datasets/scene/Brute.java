package io.ats.datasets.scene;

import io.ats.core.source.Scene;
import java.util.Random;

/** What colour scenes should be, done pixel by pixel. */
final class Brute {

  private Brute() {}

  static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static ColourBitmap bitmap(int height, int width, long seed) {
    return new ColourBitmap(noise(3 * height * width, seed), height, width);
  }

  /** A third of the pixels opaque, a third clear, the others in between. */
  static Sprite sprite(int height, int width, long seed) {
    byte[] pixels = noise(4 * height * width, seed);
    for (int i = 3 * height * width; i < pixels.length; i++) {
      pixels[i] = i % 3 == 0 ? (byte) 255 : i % 3 == 1 ? 0 : pixels[i];
    }
    return new Sprite(pixels, height, width);
  }

  /** Returns the whole image of sprites over a bitmap. */
  static double[][][] paint(SpriteScene scene) {
    ColourBitmap below = scene.background().bitmap();
    double[][][] image = new double[3][below.height()][below.width()];
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < below.height(); y++) {
        for (int x = 0; x < below.width(); x++) {
          int at = (c * below.height() + y) * below.width() + x;
          double value = (below.pixels()[at] & 255) / 255.0;
          for (PlacedSprite placed : scene.sprites()) {
            Sprite sprite = placed.sprite();
            int i = y - placed.row();
            int j = x - placed.column();
            if (i >= 0 && j >= 0 && i < sprite.height() && j < sprite.width()) {
              double opacity = value(sprite, 3, i, j);
              value = (1 - opacity) * value + opacity * value(sprite, c, i, j);
            }
          }
          image[c][y][x] = value;
        }
      }
    }
    return image;
  }

  private static double value(Sprite sprite, int plane, int row, int column) {
    int at = (plane * sprite.height() + row) * sprite.width() + column;
    return (sprite.pixels()[at] & 255) / 255.0;
  }

  /** Returns the area average by summing over a grid in which both sizes are whole numbers. */
  static double[] average(double[][][] image, int height, int width) {
    int fullHeight = image[0].length;
    int fullWidth = image[0][0].length;
    double[] view = new double[3 * height * width];
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < fullHeight * height; y++) {
        for (int x = 0; x < fullWidth * width; x++) {
          view[(c * height + y / fullHeight) * width + x / fullWidth] +=
              image[c][y / height][x / width] / (fullHeight * fullWidth);
        }
      }
    }
    return view;
  }

  static float[] render(Scene scene, int row, int column, int height, int width) {
    float[] target = new float[3 * height * width];
    scene.render(row, column, height, width, target, 0);
    return target;
  }
}
