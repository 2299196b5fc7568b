package io.ats.datasets.billiards;

import java.util.Comparator;
import java.util.List;

/**
 * What lies on one image.
 *
 * @param table which table
 * @param balls in the order in which they were placed
 */
record Rack(int table, List<Ball> balls) {

  /** The highest number on a ball; the lowest is 1. */
  static final int NUMBERS = 9;

  /**
   * A ball.
   *
   * @param number 1..9
   * @param colour which colour
   * @param variant which drawing of the number
   * @param row of its centre, pixels
   * @param column of its centre, pixels
   */
  record Ball(int number, int colour, int variant, int row, int column) {}

  /** Returns the ball furthest to the left. */
  Ball leftmost() {
    return balls.stream().min(Comparator.comparingInt(Ball::column)).orElseThrow();
  }

  /** Returns the ball furthest to the right. */
  Ball rightmost() {
    return balls.stream().max(Comparator.comparingInt(Ball::column)).orElseThrow();
  }

  /** Returns the class, 0..8: one less than the higher number of those two. */
  int label() {
    return Math.max(leftmost().number(), rightmost().number()) - 1;
  }
}
