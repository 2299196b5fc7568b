package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Constants;
import io.ats.core.math.Scalars;

/**
 * Systematic sampling (Madow, Annals of Mathematical Statistics 20, 1949) of {@code K} distinct
 * positions with probability proportional to attention.
 *
 * <p>Position {@code i} is drawn with probability {@code π_i = min(1, c·a_i)}, {@code Σ_i π_i = K}.
 * Along an order of the positions, {@code C} is the running sum of {@code π}; with one {@code u ~
 * U(0,1)} an image, drawn are the positions at which {@code C} passes {@code u, u+1, …, u+K−1}. An
 * order that keeps neighbours together spreads the draws over the attention's mass in space.
 *
 * <p>Not every pair of positions can be drawn together, so one draw has no unbiased estimate of its
 * variance. Nor is the probability of the set of use to the score function: it is the length of an
 * interval of {@code u}, however short, and the gradient of its logarithm is unbounded.
 */
public final class SystematicDraws {

  private static final double TINY = 1e-37;

  private SystematicDraws() {}

  /**
   * Returns the probabilities {@code π}, without gradient.
   *
   * @param attention {@code a}, {@code (B,D)}
   * @param count {@code K}, at most D
   * @return {@code (B,D)}
   */
  public static NDArray inclusion(NDArray attention, int count) {
    NDManager manager = attention.getManager();
    try (NDManager working = manager.newSubManager()) {
      NDArray a = attention.stopGradient();
      a.attach(working);
      // With the m largest at 1, c = (K−m)/(mass of the others); m is the least for which c times
      // the next is below 1.
      NDList best = a.topK(count, 1, true, true);
      NDArray largest = best.get(0); // (B,K)
      NDArray never = Attention.outside(a, best.get(1)); // (B,1)
      NDArray others = largest.flip(1).cumSum(1).flip(1).add(never); // without the m largest
      NDArray left =
          working.arange((float) count, 0f, -1f).toType(a.getDataType(), false).expandDims(0);
      NDArray certain = largest.mul(left).gte(others).toType(a.getDataType(), false); // (B,K)
      NDArray saturated = certain.cumProd(1).sum(new int[] {1}, true); // m
      NDArray ends = others.concat(never, 1); // (B,K+1)
      NDArray mass = ends.gather(saturated.toType(DataType.INT64, false), 1); // (B,1)
      NDArray scale = Scalars.minus(count, saturated).div(Scalars.atLeast(mass, TINY)); // c
      NDArray one = a.onesLike();
      NDArray isCertain = one.zerosLike().scatter(best.get(1), certain.cumProd(1), 1);
      NDArray inclusion =
          NDArrays.where(Scalars.greater(isCertain, 0), one, Scalars.atMost(a.mul(scale), 1));
      inclusion.attach(manager);
      return inclusion;
    }
  }

  /**
   * Draws.
   *
   * @param inclusion {@code π}, {@code (B,D)}
   * @param count {@code K}
   * @param order the positions along the curve, {@code (D)}
   * @param start {@code u}, {@code (B,1)} float64 in (0,1)
   * @return {@code (B,K)} int64, in the curve's order
   */
  public static NDArray positions(NDArray inclusion, int count, long[] order, NDArray start) {
    NDManager manager = inclusion.getManager();
    try (NDManager working = manager.newSubManager()) {
      NDArray own = inclusion.stopGradient();
      own.attach(working);
      long batch = own.getShape().get(0);
      long all = own.getShape().get(1);
      NDArray tiled = Constants.of(working, order, new Shape(1, all)).repeat(0, batch); // (B,D)
      // In float32 a sum of K can be off by a millionth, and a position drawn twice or not at all.
      NDArray sums = own.toType(DataType.FLOAT64, false).gather(tiled, 1).cumSum(1); // C
      NDArray total = sums.get(":," + (all - 1) + ":");
      NDArray scaled = Scalars.times(sums, count).div(total);
      NDArray steps = working.arange((float) count).toType(DataType.FLOAT64, false).expandDims(0);
      NDArray points = start.add(steps).expandDims(2); // (B,K,1)
      NDArray passed =
          scaled.expandDims(1).lte(points).toType(DataType.INT64, false).sum(new int[] {2});
      NDArray drawn = tiled.gather(Scalars.clip(passed, 0L, all - 1), 1);
      drawn.attach(manager);
      return drawn;
    }
  }

  /** Returns {@code u}, {@code (B,1)} float64. */
  public static NDArray start(Randomness random, NDManager manager, long batch) {
    return random.uniform(manager, 0, 1, new Shape(batch, 1), DataType.FLOAT64);
  }

  /**
   * Returns {@code w_k = sg(1/π_{q_k})·a_{q_k}}, {@code (B,K)}: unbiased in value and in the
   * gradient with respect to the attention, as {@code P(i ∈ S) = π_i}.
   *
   * @param attention {@code a}, {@code (B,D)}
   * @param inclusion {@code π}, {@code (B,D)}
   * @param positions {@code q}, {@code (B,K)} int64
   */
  public static NDArray weights(NDArray attention, NDArray inclusion, NDArray positions) {
    NDArray probability = Scalars.atLeast(inclusion.gather(positions, 1), TINY);
    return attention.gather(positions, 1).div(probability);
  }
}
