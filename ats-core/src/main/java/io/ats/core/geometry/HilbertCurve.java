package io.ats.core.geometry;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The cells of a grid in the order of a Hilbert curve, which keeps neighbours in the order close in
 * the grid. The curve fills the smallest square of side 2ⁿ around the grid; cells outside the grid
 * are left out.
 */
public final class HilbertCurve {

  private HilbertCurve() {}

  /** Returns the cells {@code i·columns + j}, each once, in the curve's order. */
  public static long[] order(int rows, int columns) {
    int side = Integer.highestOneBit(Math.max(1, Math.max(rows, columns) - 1)) * 2;
    return IntStream.range(0, rows * columns)
        .boxed()
        .sorted(Comparator.comparingLong(cell -> along(side, cell / columns, cell % columns)))
        .mapToLong(Integer::longValue)
        .toArray();
  }

  /** Returns where on the curve a cell lies. */
  private static long along(int side, int row, int column) {
    long along = 0;
    int y = row;
    int x = column;
    for (int half = side / 2; half > 0; half /= 2) {
      int right = (x & half) > 0 ? 1 : 0;
      int lower = (y & half) > 0 ? 1 : 0;
      along += (long) half * half * ((3 * right) ^ lower);
      if (lower == 0) { // the quarter is turned
        if (right == 1) {
          x = half - 1 - (x & (half - 1));
          y = half - 1 - (y & (half - 1));
        }
        int swap = x;
        x = y;
        y = swap;
      }
    }
    return along;
  }
}
