package io.ats.datasets.files;

import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;

/** How an image is made another size, not keeping the aspect. */
public enum Resizing {

  /** Each pixel is the mean of those under it, weighted by the area shared. */
  AREA {
    @Override
    float[] values(ColourBitmap bitmap, int height, int width) {
      float[] values = new float[ColourBitmap.CHANNELS * height * width];
      new ColourBitmapScene(bitmap).renderView(height, width, values, 0);
      for (int i = 0; i < values.length; i++) {
        values[i] *= WHITE;
      }
      return values;
    }
  },

  /**
   * Each pixel is a mean weighted by a triangle around its centre, along columns and rows in turn:
   * {@code w(d) = max(0, 1 − |d|/s)}, with {@code s} a pixel of the larger of the two images. That
   * is linear interpolation where the image grows, and what image libraries call bilinear with
   * antialiasing where it shrinks.
   */
  BILINEAR {
    @Override
    float[] values(ColourBitmap bitmap, int height, int width) {
      Triangle across = Triangle.of(bitmap.width(), width);
      Triangle down = Triangle.of(bitmap.height(), height);
      float[] values = new float[ColourBitmap.CHANNELS * height * width];
      float[] lines = new float[bitmap.height() * width];
      for (int channel = 0; channel < ColourBitmap.CHANNELS; channel++) {
        int from = channel * bitmap.height() * bitmap.width();
        for (int y = 0; y < bitmap.height(); y++) {
          for (int x = 0; x < width; x++) {
            float sum = 0;
            float[] weights = across.weights[x];
            int first = from + y * bitmap.width() + across.first[x];
            for (int i = 0; i < weights.length; i++) {
              sum += weights[i] * (bitmap.pixels()[first + i] & 255);
            }
            lines[y * width + x] = sum;
          }
        }
        for (int y = 0; y < height; y++) {
          int to = (channel * height + y) * width;
          float[] weights = down.weights[y];
          for (int i = 0; i < weights.length; i++) {
            int line = (down.first[y] + i) * width;
            for (int x = 0; x < width; x++) {
              values[to + x] += weights[i] * lines[line + x];
            }
          }
        }
      }
      return values;
    }
  };

  private static final float WHITE = 255;

  /** Returns the image's values in [0,255]: {@code (3,height,width)}. */
  abstract float[] values(ColourBitmap bitmap, int height, int width);

  /** Returns an image of another size; the same one if it has that. */
  public ColourBitmap apply(ColourBitmap bitmap, int height, int width) {
    if (bitmap.height() == height && bitmap.width() == width) {
      return bitmap;
    }
    float[] values = values(bitmap, height, width);
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) Math.round(values[i]);
    }
    return new ColourBitmap(pixels, height, width);
  }

  /**
   * Weights along an axis.
   *
   * @param first of each new pixel, the first old pixel that it has a part of
   * @param weights of each new pixel, those of the old pixels from there on, with sum 1
   */
  private record Triangle(int[] first, float[][] weights) {

    static Triangle of(int from, int to) {
      double scale = (double) from / to;
      double reach = Math.max(1, scale);
      int[] first = new int[to];
      float[][] weights = new float[to][];
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) Math.ceil(centre - reach - 0.5));
        int last = Math.min(from - 1, (int) Math.floor(centre + reach - 0.5));
        weights[i] = new float[last - first[i] + 1];
        double sum = 0;
        for (int j = 0; j < weights[i].length; j++) {
          sum += Math.max(0, 1 - Math.abs(first[i] + j + 0.5 - centre) / reach);
        }
        for (int j = 0; j < weights[i].length; j++) {
          double weight = Math.max(0, 1 - Math.abs(first[i] + j + 0.5 - centre) / reach);
          weights[i][j] = (float) (weight / sum);
        }
      }
      return new Triangle(first, weights);
    }
  }
}
