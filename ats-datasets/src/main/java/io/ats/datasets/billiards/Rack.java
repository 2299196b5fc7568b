package io.ats.datasets.billiards;

import java.util.Comparator;
import java.util.List;

/**
 * What one image shows.
 *
 * @param table index of the table
 * @param balls in the order in which they were placed
 */
record Rack(int table, List<Ball> balls) {

  /** The highest number on a ball; the lowest is 1. */
  static final int NUMBERS = 9;

  /**
   * A ball.
   *
   * @param number 1..9
   * @param colour index of the colour
   * @param variant index of the drawing of the number
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

  /** Returns the class, 0..8: the higher number of those two, less 1. */
  int label() {
    return Math.max(leftmost().number(), rightmost().number()) - 1;
  }
}
