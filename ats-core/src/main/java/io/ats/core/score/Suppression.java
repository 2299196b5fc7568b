package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;

/** Thins a score map out without moving the positions. */
final class Suppression {

  private Suppression() {}

  /**
   * Suppresses what is not the largest of its neighbourhood (Neubeck &amp; Van Gool, ICPR 2006): a
   * score stays if none in the window around it is larger, and is else replaced by the image's
   * smallest score, without gradient. Neighbouring cells see nearly the same patch; with this the
   * best few positions, and the attention's mass, are those of as many objects.
   *
   * @param map {@code (B,1,gh,gw)}
   * @param window side of the window, cells, odd
   * @return {@code (B,1,gh,gw)}
   */
  static NDArray nonMaxima(NDArray map, int window) {
    NDArray fixed = map.stopGradient();
    Shape side = new Shape(window, window);
    Shape padding = new Shape(window / 2, window / 2);
    NDArray largest = Pool.maxPool2d(fixed, side, new Shape(1, 1), padding, false);
    NDArray least = fixed.min(new int[] {2}, true).min(new int[] {3}, true); // (B,1,1,1)
    return NDArrays.where(fixed.gte(largest), map, least.broadcast(map.getShape()));
  }
}
