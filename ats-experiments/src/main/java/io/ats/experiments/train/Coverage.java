package io.ats.experiments.train;

/** Measures coverage from the patches' regions alone, so also for selectors without a score map. */
final class Coverage {

  /** Cells along each side of a box, whose covered area is counted on this grid. */
  private static final int CELLS = 10;

  private static final int CORNERS = 4;

  private Coverage() {}

  /**
   * Returns the share of a patch's area outside the image, mean over the patches; 0 of a patch
   * without area.
   *
   * @param regions {@code (K,4)} row by row: top, left, bottom, right as fractions of the image
   * @param from the first patch
   * @param count {@code K}
   */
  static double outside(float[] regions, int from, int count) {
    double sum = 0;
    for (int k = from; k < from + count; k++) {
      double top = regions[CORNERS * k];
      double left = regions[CORNERS * k + 1];
      double bottom = regions[CORNERS * k + 2];
      double right = regions[CORNERS * k + 3];
      double area = (bottom - top) * (right - left);
      sum += area == 0 ? 0 : 1 - inside(top, bottom) * inside(left, right) / area;
    }
    return sum / count;
  }

  private static double inside(double first, double last) {
    return Math.max(0, Math.min(1, last) - Math.max(0, first));
  }

  /**
   * Returns the share of a true box's area that the patches together cover, mean over the boxes,
   * counted at the centres of 10×10 cells of each.
   *
   * @param boxes at least one: top, left, bottom, right
   */
  static double covered(float[][] boxes, float[] regions, int from, int count) {
    int hits = 0;
    for (float[] box : boxes) {
      for (int cell = 0; cell < CELLS * CELLS; cell++) {
        double row = box[0] + (box[2] - box[0]) * (cell / CELLS + 0.5) / CELLS;
        double column = box[1] + (box[3] - box[1]) * (cell % CELLS + 0.5) / CELLS;
        hits += anyHolds(regions, from, count, row, column) ? 1 : 0;
      }
    }
    return (double) hits / (boxes.length * CELLS * CELLS);
  }

  /**
   * Returns the share of true boxes whose centre is in a patch: their recall at {@code K} patches.
   *
   * @param boxes at least one: top, left, bottom, right
   */
  static double found(float[][] boxes, float[] regions, int from, int count) {
    int hits = 0;
    for (float[] box : boxes) {
      double row = (box[0] + box[2]) / 2;
      double column = (box[1] + box[3]) / 2;
      hits += anyHolds(regions, from, count, row, column) ? 1 : 0;
    }
    return (double) hits / boxes.length;
  }

  /** Returns whether the only patch is the whole image, or more: it selects nothing. */
  static boolean isWhole(float[] regions) {
    return regions.length == CORNERS
        && Math.max(regions[0], regions[1]) <= 0
        && Math.min(regions[2], regions[3]) >= 1;
  }

  private static boolean anyHolds(float[] regions, int from, int count, double row, double column) {
    for (int at = CORNERS * from; at < CORNERS * (from + count); at += CORNERS) {
      if (row >= regions[at]
          && column >= regions[at + 1]
          && row < regions[at + 2]
          && column < regions[at + 3]) {
        return true;
      }
    }
    return false;
  }
}
