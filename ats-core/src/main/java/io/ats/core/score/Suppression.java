package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.ats.core.math.Scalars;

/** Non-maximum suppression of score maps; the positions stay in place. */
public final class Suppression {

  /** A suppressed position's score: finite, and without mass in a softmax. */
  static final float SUPPRESSED = -1e30f;

  /** Scores below this are suppressed ones. */
  private static final float LEAST = -1e29f;

  /** Size of the differences that break ties. */
  private static final double TIE = 1e-4;

  private Suppression() {}

  /**
   * Suppresses scores that are not the largest in their neighbourhood (Neubeck &amp; Van Gool, ICPR
   * 2006): a score is kept, with its gradient, if none in the window around it is larger, and
   * otherwise becomes {@code −1e30}. Neighbouring cells stand for nearly the same patch; after
   * suppression, the highest scores and the attention's mass belong to different objects.
   *
   * <p>Scores that differ by less than 1e-4, as on an empty background, are compared by a fixed
   * pseudo-random order of the cells, so that one per neighbourhood is kept there too. NaN stays
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
            .reshape(1, 1, shape.get(2), shape.get(3)); // in [−1,1], different in nearby cells
    NDArray fixed = map.stopGradient().add(Scalars.times(order, TIE));
    Shape side = new Shape(window, window);
    Shape padding = new Shape(window / 2, window / 2);
    NDArray largest = Pool.maxPool2d(fixed, side, new Shape(1, 1), padding, false);
    NDArray nothing = Scalars.times(fixed.onesLike(), SUPPRESSED);
    return NDArrays.where(fixed.lt(largest), nothing, map);
  }

  /**
   * Replaces suppressed scores by the image's smallest other score, with its gradient, for
   * operators that depend on the scores' scale.
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
