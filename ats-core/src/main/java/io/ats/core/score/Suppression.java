package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.ats.core.math.Constants;
import io.ats.core.math.Scalars;

/** Non-maximum suppression of score maps; the positions stay in place. */
public final class Suppression {

  /** A suppressed position's score: finite, and without mass in a softmax. */
  static final float SUPPRESSED = -1e30f;

  /** Scores below this are suppressed ones. */
  private static final float LEAST = -1e29f;

  /** The score of a cell without an image: less than a suppressed one. */
  private static final float ABSENT = -2e30f;

  /** Size of the differences that break ties. */
  private static final double TIE = 1e-4;

  private Suppression() {}

  /** Suppresses scores of images of one size. */
  static NDArray nonMaxima(NDArray map, int window) {
    return nonMaxima(map, window, new int[] {(int) map.getShape().get(3)});
  }

  /**
   * Suppresses scores that are not the largest in their neighbourhood (Neubeck &amp; Van Gool, ICPR
   * 2006): a score is kept, with its gradient, if none in the window around it is larger, and
   * otherwise becomes {@code −1e30}. Neighbouring cells stand for nearly the same patch; after
   * suppression, the highest scores and the attention's mass belong to different objects.
   *
   * <p>Of several patch sizes at a position, only the largest score is kept, if it is the largest
   * of all sizes in the window.
   *
   * <p>Scores that differ by less than 1e-4, as on an empty background, are compared by a fixed
   * pseudo-random order of the cells, so that one per neighbourhood is kept there too. NaN stays
   * NaN.
   *
   * @param map {@code (B,A,gh,gw)}, a channel for each patch size
   * @param window side of the window, cells, odd
   * @param columns those of each image's own map, by which its cells are numbered; or one for all
   * @return {@code (B,A,gh,gw)}
   */
  static NDArray nonMaxima(NDArray map, int window, int[] columns) {
    Shape shape = map.getShape();
    NDManager manager = map.getManager();
    float[] widths = new float[columns.length];
    for (int b = 0; b < widths.length; b++) {
      widths[b] = columns[b];
    }
    NDArray number = // of each cell, (B,A,gh,gw)
        manager
            .arange((float) shape.get(2))
            .reshape(1, 1, shape.get(2), 1)
            .mul(Constants.of(manager, widths, new Shape(widths.length, 1, 1, 1)))
            .add(manager.arange((float) shape.get(3)))
            .add(fractions(manager, shape.get(1)));
    NDArray order = Scalars.times(number, 12.9898).sin(); // in [−1,1], different in nearby cells
    NDArray fixed = map.stopGradient().add(Scalars.times(order, TIE));
    Shape side = new Shape(window, window);
    Shape padding = new Shape(window / 2, window / 2);
    NDArray largest =
        Pool.maxPool2d(fixed.max(new int[] {1}, true), side, new Shape(1, 1), padding, false)
            .broadcast(shape);
    NDArray nothing = Scalars.times(fixed.onesLike(), SUPPRESSED);
    return NDArrays.where(fixed.lt(largest), nothing, map);
  }

  /** Returns {@code a/A} for each channel, {@code (1,A,1,1)}: another number for each of a cell. */
  private static NDArray fractions(NDManager manager, long channels) {
    return Scalars.over(manager.arange((float) channels), channels).reshape(1, channels, 1, 1);
  }

  /**
   * Gives the lowest score to cells that lie outside an image.
   *
   * @param scores {@code (B,…)}
   * @param inside of the same shape: 1 in the image, else 0
   */
  static NDArray outside(NDArray scores, NDArray inside) {
    NDArray absent = Scalars.times(scores.stopGradient().onesLike(), ABSENT);
    return NDArrays.where(Scalars.greater(inside, 0), scores, absent);
  }

  /**
   * Gives maps more rows and columns, with the lowest score.
   *
   * @param scores {@code (B,A,h,w)}
   * @param rows at least {@code h}
   * @param columns at least {@code w}
   * @return {@code (B,A,rows,columns)}
   */
  static NDArray widened(NDArray scores, int rows, int columns) {
    Shape own = scores.getShape();
    long below = rows - own.get(2);
    long right = columns - own.get(3);
    NDManager manager = scores.getManager();
    NDArray wide =
        right == 0
            ? scores
            : scores.concat(
                manager.full(new Shape(own.get(0), own.get(1), own.get(2), right), ABSENT), 3);
    return below == 0
        ? wide
        : wide.concat(manager.full(new Shape(own.get(0), own.get(1), below, columns), ABSENT), 2);
  }

  /**
   * Replaces suppressed scores, and those outside an image, by the image's smallest other score,
   * with its gradient, for operators that depend on the scores' scale.
   *
   * @param scores {@code (B,D)}
   * @return {@code (B,D)}
   */
  public static NDArray filled(NDArray scores) {
    Shape shape = scores.getShape();
    NDArray suppressed = Scalars.less(scores, LEAST);
    NDArray most = scores.stopGradient().max(new int[] {1}, true).broadcast(shape);
    NDArray least = NDArrays.where(suppressed, most, scores).min(new int[] {1}, true); // (B,1)
    return NDArrays.where(suppressed, least.broadcast(shape), scores);
  }
}
