package io.ats.experiments.picture;

import io.ats.core.ScoreGrid;
import java.awt.image.BufferedImage;

/** Overlays a score map on an image. */
public final class Heat {

  private static final double OPACITY = 0.65;

  /** A map looks dark all over if so many of its cells are below this share of its largest. */
  private static final double DARK = 0.05;

  private static final double MOSTLY = 0.9;

  /** What the colours of a logarithmic map span, powers of ten. */
  static final int DECADES = 3;

  private Heat() {}

  /**
   * Returns whether a map is shown on a logarithmic scale: all but few cells would look dark, and
   * most are not 0.
   */
  public static boolean isLogarithmic(float[][] map) {
    double largest = largest(map);
    long cells = 0;
    long dark = 0;
    long positive = 0;
    for (float[] row : map) {
      for (float value : row) {
        cells++;
        dark += value < DARK * largest ? 1 : 0;
        positive += value > 0 ? 1 : 0;
      }
    }
    return dark >= MOSTLY * cells && 2 * positive > cells;
  }

  /**
   * Returns the image in grey under the map's colours, each cell where its patches' centre lies;
   * the map's largest value gets the brightest, of a {@linkplain #isLogarithmic logarithmic} one a
   * thousandth of it the darkest.
   *
   * @param map {@code (gh,gw)}
   */
  static BufferedImage over(BufferedImage image, float[][] map, ScoreGrid cells) {
    double[] rows = places(cells.rows(), image.getHeight());
    double[] columns = places(cells.columns(), image.getWidth());
    float[][] scores = new float[image.getHeight()][image.getWidth()];
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        boolean covered = !Double.isNaN(rows[y]) && !Double.isNaN(columns[x]);
        scores[y][x] = covered ? Raster.bilinear(map, rows[y], columns[x]) : 0;
      }
    }
    return blend(image, scores, OPACITY, isLogarithmic(map));
  }

  /** Returns the map itself, on a logarithmic scale if it {@linkplain #isLogarithmic is}. */
  public static BufferedImage alone(float[][] map, int width, int height) {
    BufferedImage black = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    return blend(black, Raster.resized(map, width, height), 1, isLogarithmic(map));
  }

  /**
   * Returns the place of each pixel among the cells: {@code i} at the centre of cell {@code i},
   * linear between two; NaN more than half a step outside the first and last.
   *
   * @param centres ascending, as fractions
   */
  static double[] places(double[] centres, int pixels) {
    double[] places = new double[pixels];
    int last = centres.length - 1;
    for (int pixel = 0; pixel < pixels; pixel++) {
      double at = (pixel + 0.5) / pixels;
      int low = 0;
      while (low < last - 1 && centres[low + 1] <= at) {
        low++;
      }
      double step = last == 0 ? 1 : centres[low + 1] - centres[low];
      double place = step > 0 ? low + (at - centres[low]) / step : low;
      places[pixel] = place < -0.5 || place > last + 0.5 ? Double.NaN : place;
    }
    return places;
  }

  private static double largest(float[][] scores) {
    double largest = 0;
    for (float[] row : scores) {
      for (float score : row) {
        largest = score > largest ? score : largest;
      }
    }
    return largest;
  }

  private static BufferedImage blend(
      BufferedImage image, float[][] scores, double opacity, boolean logarithmic) {
    double largest = largest(scores);
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double share = largest > 0 ? scores[y][x] / largest : 0;
        double score = logarithmic ? Math.max(0, 1 + Math.log10(share) / DECADES) : share;
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
