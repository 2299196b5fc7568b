package io.ats.datasets.scene;

import io.ats.core.source.Scene;
import java.util.List;

/** A black canvas with grey stamps, of which only those that a region overlaps are drawn. */
interface StampedScene extends Scene {

  /** Returns the stamps, in the order in which they are drawn. */
  List<Stamp> stamps();

  /**
   * Draws a stamp's pixels {@code from ≤ x < to} of canvas row {@code y}; column {@code x} stands
   * at {@code target[line + x]}.
   */
  void drawLine(Stamp stamp, int y, int from, int to, float[] target, int line);

  /** {@inheritDoc} Always 1. */
  @Override
  default int channels() {
    return 1;
  }

  @Override
  default void render(int row, int column, int height, int width, float[] target, int offset) {
    int top = Math.max(row, 0);
    int left = Math.max(column, 0);
    int bottom = Math.min(row + height, height());
    int right = Math.min(column + width, width());
    for (Stamp stamp : stamps()) {
      int from = Math.max(left, stamp.column());
      int to = Math.min(right, stamp.right());
      int last = Math.min(bottom, stamp.bottom());
      for (int y = Math.max(top, stamp.row()); y < last; y++) {
        drawLine(stamp, y, from, to, target, offset + (y - row) * width - column);
      }
    }
  }

  /** Checks a canvas's sides. */
  static void requireSides(int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a canvas's sides must be at least 1, got " + height + "×" + width);
    }
  }
}
