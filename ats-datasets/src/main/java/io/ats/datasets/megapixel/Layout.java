package io.ats.datasets.megapixel;

import io.ats.core.options.OptionException;
import io.ats.datasets.mnist.Digits;
import java.util.random.RandomGenerator;

/** Places digits at random, wholly on the canvas and apart from each other. */
final class Layout {

  /** The side of a digit and of a noise stamp, in pixels. */
  static final int SIDE = Digits.SIDE;

  /** Tries per digit before the layout is started again, and layouts tried before giving up. */
  private static final int TRIES = 200;

  private Layout() {}

  /**
   * Checks that random placement will succeed: the canvas must hold twice as many 28×28 cells as
   * there are digits (or one cell for one digit), where at least one layout in ten succeeds.
   *
   * @throws OptionException if the canvas is too small
   */
  static void check(int height, int width, int digits) {
    long cells = (long) (height / SIDE) * (width / SIDE);
    long needed = digits == 1 ? 1 : 2L * digits;
    if (cells < needed) {
      throw new OptionException(
          String.format(
              "a canvas of height %d and width %d holds %d cells of 28×28, but digits %d needs %d"
                  + " to place them apart at random; raise height or width, or lower digits",
              height, width, cells, digits, needed));
    }
  }

  /**
   * Draws places one after the other, each uniform among those where the digit overlaps no earlier
   * one.
   *
   * @return row and column of each digit's top left pixel
   * @throws OptionException if no layout is found, which is very unlikely after {@link #check}
   */
  static int[][] place(RandomGenerator random, int height, int width, int digits) {
    int[][] places = new int[digits][];
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int placed = 0;
      for (int draw = 0; placed < digits && draw < TRIES; draw++) {
        places[placed] = anywhere(random, height, width);
        if (isApart(places, placed)) {
          placed++;
          draw = -1;
        }
      }
      if (placed == digits) {
        return places;
      }
    }
    throw new OptionException(
        String.format(
            "no place found for %d digits on a canvas of height %d and width %d; raise height or"
                + " width, or lower digits",
            digits, height, width));
  }

  /** Returns row and column of a random place wholly on the canvas, uniformly. */
  static int[] anywhere(RandomGenerator random, int height, int width) {
    return new int[] {random.nextInt(height - SIDE + 1), random.nextInt(width - SIDE + 1)};
  }

  private static boolean isApart(int[][] places, int last) {
    for (int i = 0; i < last; i++) {
      if (Math.abs(places[i][0] - places[last][0]) < SIDE
          && Math.abs(places[i][1] - places[last][1]) < SIDE) {
        return false;
      }
    }
    return true;
  }
}
