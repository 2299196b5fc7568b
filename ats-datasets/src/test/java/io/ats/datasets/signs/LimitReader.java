package io.ats.datasets.signs;

import io.ats.core.data.Split;
import io.ats.core.source.Scene;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.SpriteScene;
import java.util.Arrays;
import java.util.List;

/** Reads limits by the template of greatest correlation at the sign's place. */
final class LimitReader {

  private static final double[] TURNS = {0.1, 0.35, 0.55};
  private static final double[] TILTS = {-0.07, 0, 0.07};

  private final TrafficSignsOptions options;
  private final StreetGenerator streets;
  private final ColourBitmapScene black;

  LimitReader(TrafficSignsOptions options, long seed) {
    this.options = options;
    this.streets = new StreetGenerator(options, seed);
    byte[] pixels = new byte[3 * options.height() * options.width()];
    this.black = new ColourBitmapScene(new ColourBitmap(pixels, options.height(), options.width()));
  }

  /** Returns the share of the test images' limits read right at some scale. */
  double accuracy(GeneratedSigns data, int images, double scale) {
    int height = (int) Math.round(options.height() * scale);
    int width = (int) Math.round(options.width() * scale);
    int right = 0;
    int all = 0;
    for (int i = 0; i < images; i++) {
      for (Signpost sign : streets.street(Split.TEST, i).deciding()) {
        double[] seen = window(data.scene(Split.TEST, i).scene(), height, width, sign, scale);
        SignFace best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int face = 0; face < SignFace.LIMITS; face++) {
          for (double turn : TURNS) {
            for (double tilt : TILTS) {
              Signpost template =
                  new Signpost(
                      SignFace.values()[face],
                      sign.diameter(),
                      sign.row(),
                      sign.column(),
                      tilt,
                      turn,
                      0,
                      0,
                      0);
              double[] expected = window(scene(template), height, width, sign, scale);
              double correlation = correlation(seen, expected);
              if (correlation > most) {
                most = correlation;
                best = template.face();
              }
            }
          }
        }
        right += best == sign.face() ? 1 : 0;
        all++;
      }
    }
    return right / (double) all;
  }

  private Scene scene(Signpost sign) {
    return new SpriteScene(black, List.of(sign.draw()));
  }

  /** Returns the green channel of the middle of the sign, where the digits are. */
  private static double[] window(Scene scene, int height, int width, Signpost sign, double scale) {
    int half = (int) Math.max(1, Math.round(0.27 * sign.diameter() * scale));
    int side = 2 * half + 1;
    int top = (int) (sign.row() * scale) - half;
    int left = (int) (sign.column() * scale) - half;
    double[] values = new double[side * side];
    if (scale == 1) {
      float[] part = new float[3 * side * side];
      scene.render(top, left, side, side, part, 0);
      Arrays.setAll(values, i -> part[side * side + i]);
      return values;
    }
    float[] view = new float[3 * height * width];
    scene.renderView(height, width, view, 0);
    for (int i = 0; i < values.length; i++) {
      int row = top + i / side;
      int column = left + i % side;
      values[i] = column < 0 || column >= width ? 0 : view[(height + row) * width + column];
    }
    return values;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double both = 0;
    double squareA = 1e-12;
    double squareB = 1e-12;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      squareA += (a[i] - meanA) * (a[i] - meanA);
      squareB += (b[i] - meanB) * (b[i] - meanB);
    }
    return both / Math.sqrt(squareA * squareB);
  }
}
