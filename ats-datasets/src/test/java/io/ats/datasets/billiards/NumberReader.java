package io.ats.datasets.billiards;

import io.ats.datasets.billiards.Rack.Ball;
import io.ats.datasets.draw.Canvas;
import io.ats.datasets.draw.Numerals;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads numbers by the template of greatest correlation, at full size or some times smaller. */
final class NumberReader {

  private static final double[] TILTS = {-24, -16, -8, 0, 8, 16, 24};

  /** A drawing of a number: contrast about grey, of a square of pixels around its middle. */
  private record Template(int number, double[][] contrast) {}

  private final List<Template> templates = new ArrayList<>();
  private final int factor;
  private final int reach;

  NumberReader(BilliardsOptions options, int factor) {
    this.factor = factor;
    double height =
        RackGenerator.diameter(options.height(), options.width(), options.ballSize())
            * options.numberSize();
    this.reach = (int) Math.ceil(0.75 * height);
    for (int number = 1; number <= Rack.NUMBERS; number++) {
      for (double tilt : TILTS) {
        templates.add(new Template(number, draw(number, Math.toRadians(tilt), height)));
      }
    }
  }

  private double[][] draw(int number, double tilt, double height) {
    int side = 2 * reach;
    BufferedImage image =
        Canvas.opaque(
            side,
            side,
            g -> {
              g.setColor(Color.GRAY);
              g.fillRect(0, 0, side, side);
              AffineTransform place = AffineTransform.getTranslateInstance(reach, reach);
              place.rotate(tilt);
              g.setColor(Color.WHITE);
              g.fill(place.createTransformedShape(Numerals.outline(number, height * 1.13, 0.3)));
              g.setColor(Color.BLACK);
              g.fill(place.createTransformedShape(Numerals.outline(number, height, 0.15)));
            });
    double[][] contrast = new double[side][side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        contrast[y][x] = (image.getRGB(x, y) & 255) - 128;
      }
    }
    return contrast;
  }

  /** Returns the number on a ball; the image is {@code (3,side,side)}. */
  int read(float[] image, int side, Ball ball) {
    int top = (ball.row() - reach) / factor;
    int left = (ball.column() - reach) / factor;
    int cells = (2 * reach + factor - 1) / factor + 1;
    double[] seen = new double[cells * cells];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = image[(top + i / cells) * side + left + i % cells];
    }
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (Template template : templates) {
      double[] expected = new double[seen.length];
      for (int y = 0; y < 2 * reach; y++) {
        for (int x = 0; x < 2 * reach; x++) {
          int row = (ball.row() - reach + y) / factor - top;
          int column = (ball.column() - reach + x) / factor - left;
          expected[row * cells + column] += template.contrast()[y][x];
        }
      }
      double correlation = correlation(seen, expected);
      if (correlation > most) {
        most = correlation;
        best = template.number();
      }
    }
    return best;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double both = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      squareA += (a[i] - meanA) * (a[i] - meanA);
      squareB += (b[i] - meanB) * (b[i] - meanB);
    }
    return both / Math.sqrt(squareA * squareB);
  }
}
