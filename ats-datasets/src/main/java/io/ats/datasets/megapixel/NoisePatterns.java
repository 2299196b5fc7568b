package io.ats.datasets.megapixel;

import io.ats.datasets.scene.GreyBitmap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Noise that looks like strokes: stamps of two straight lines. */
final class NoisePatterns {

  private static final int SIDE = Layout.SIDE;

  /**
   * Half a line's width in pixels, about that of MNIST's strokes; the line fades out over one more.
   */
  private static final double HALF_WIDTH = 1;

  private NoisePatterns() {}

  /**
   * Draws patterns, 28×28 each: the maximum of two lines through random points of the middle half,
   * each pixel dimmed by a random factor in [0.8,1].
   */
  static List<GreyBitmap> draw(RandomGenerator random, int count) {
    return Stream.generate(() -> pattern(random)).limit(count).toList();
  }

  private static GreyBitmap pattern(RandomGenerator random) {
    byte[] pixels = new byte[SIDE * SIDE];
    Line first = Line.draw(random);
    Line second = Line.draw(random);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double value = Math.max(first.value(y, x), second.value(y, x));
        pixels[y * SIDE + x] = (byte) Math.round(255 * value * random.nextDouble(0.8, 1));
      }
    }
    return new GreyBitmap(pixels, 0, SIDE, SIDE);
  }

  /** The line through (row, column) with a unit normal. */
  private record Line(double row, double column, double normalRow, double normalColumn) {

    static Line draw(RandomGenerator random) {
      double angle = random.nextDouble(Math.PI);
      return new Line(
          random.nextDouble(SIDE / 4.0, SIDE * 3 / 4.0),
          random.nextDouble(SIDE / 4.0, SIDE * 3 / 4.0),
          StrictMath.cos(angle),
          StrictMath.sin(angle));
    }

    /** Returns 1 on the line, falling to 0 over one pixel beside it. */
    double value(int y, int x) {
      double distance = Math.abs((y - row) * normalRow + (x - column) * normalColumn);
      return Math.max(0, Math.min(1, HALF_WIDTH + 1 - distance));
    }
  }
}
