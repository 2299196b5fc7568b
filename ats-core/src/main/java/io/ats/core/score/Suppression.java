package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.ats.core.math.Scalars;

/** Thins a score map out without moving the positions. */
public final class Suppression {

  /** A suppressed position's score: no softmax gives it any mass, and it is finite. */
  static final float SUPPRESSED = -1e30f;

  /** What no network's score lies below. */
  private static final float LEAST = -1e29f;

  /** How far equal scores are told apart. */
  private static final double TIE = 1e-4;

  private Suppression() {}

  /**
   * Suppresses what is not the largest of its neighbourhood (Neubeck &amp; Van Gool, ICPR 2006): a
   * score stays, with its gradient, if none in the window around it is larger, and else becomes
   * {@code −1e30}. Neighbouring cells see nearly the same patch; with this the best few positions,
   * and the attention's mass, are those of as many objects.
   *
   * <p>Scores that differ by less than 1e-4, as on an empty background, are compared by a fixed
   * pseudo-random order of the cells, so that there too one stays of each neighbourhood. NaN stays
   * NaN.
   *
   * @param map {@code (B,1,gh,gw)}
   * @param window side of the window, cells, odd
   * @return {@code (B,1,gh,gw)}
   */
  static NDArray nonMaxima(NDArray map, int window) {
    Shape shape = map.getShape();
    NDArray order =
        Scalars.times(map.getManager().arange((float) shape.get(2) * shape.get(3)), 12.9898)
            .sin()
            .reshape(
                1, 1, shape.get(2), shape.get(3)); // in [−1,1], no two cells near each other alike
    NDArray fixed = map.stopGradient().add(Scalars.times(order, TIE));
    Shape side = new Shape(window, window);
    Shape padding = new Shape(window / 2, window / 2);
    NDArray largest = Pool.maxPool2d(fixed, side, new Shape(1, 1), padding, false);
    NDArray nothing = Scalars.times(fixed.onesLike(), SUPPRESSED);
    return NDArrays.where(fixed.lt(largest), nothing, map);
  }

  /**
   * Replaces suppressed scores by the image's smallest other one, with its gradient, for operators
   * that need a scale.
   *
   * @param scores {@code (B,D)}
   * @return {@code (B,D)}
   */
  public static NDArray filled(NDArray scores) {
    Shape shape = scores.getShape();
    NDArray suppressed = scores.lt(LEAST);
    NDArray most = scores.stopGradient().max(new int[] {1}, true).broadcast(shape);
    NDArray least = NDArrays.where(suppressed, most, scores).min(new int[] {1}, true); // (B,1)
    return NDArrays.where(suppressed, least.broadcast(shape), scores);
  }
}
