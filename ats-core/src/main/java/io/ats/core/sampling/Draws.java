package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;

/** Draws positions from an attention distribution, on its device, with no transfer to the host. */
public final class Draws {

  /** More than any two perturbed logarithms differ by. */
  private static final double FAR_BELOW = 1e30;

  private Draws() {}

  /**
   * Draws {@code K} distinct positions in order: the Gumbel top-K of {@code log a}, in order of
   * decreasing perturbed value, which is sampling without replacement from {@code a}.
   *
   * @param attention {@code a}, {@code (B,D)}
   * @return {@code (B,K)} int64
   */
  public static NDArray withoutReplacement(NDArray attention, int count, Randomness random) {
    NDArray logs = Attention.logarithm(attention.stopGradient());
    NDArray noise = gumbel(random, logs.getManager(), logs.getShape(), logs.getDataType());
    return logs.add(noise).topK(count, 1, true, true).get(1);
  }

  /**
   * Draws the same of the positions inside each image only.
   *
   * @param inside {@code (B,D)}: 1 inside the image, else 0; at least {@code K} are 1
   */
  public static NDArray withoutReplacement(
      NDArray attention, NDArray inside, int count, Randomness random) {
    NDArray logs = Attention.logarithm(attention.stopGradient());
    NDArray noise = gumbel(random, logs.getManager(), logs.getShape(), logs.getDataType());
    NDArray outside = Scalars.times(Scalars.minus(inside, 1), FAR_BELOW);
    return logs.add(noise).add(outside).topK(count, 1, true, true).get(1);
  }

  /**
   * Draws {@code K} independent positions.
   *
   * @param attention {@code a}, {@code (B,D)}
   * @return {@code (B,K)} int64
   */
  public static NDArray withReplacement(NDArray attention, int count, Randomness random) {
    NDArray logs = Attention.logarithm(attention.stopGradient()).expandDims(1);
    Shape shape = new Shape(attention.getShape().get(0), count, attention.getShape().get(1));
    return logs.add(gumbel(random, logs.getManager(), shape, logs.getDataType())).argMax(2);
  }

  /**
   * Draws one position of each row: the Gumbel maximum.
   *
   * @param logs {@code log p}, {@code (N,D)}; a position that must not be drawn lies far below the
   *     others
   * @return {@code (N,1)} int64
   */
  public static NDArray one(NDArray logs, Randomness random) {
    NDArray fixed = logs.stopGradient();
    NDArray noise = gumbel(random, fixed.getManager(), fixed.getShape(), fixed.getDataType());
    return fixed.add(noise).argMax(1).expandDims(1);
  }

  /** Returns standard Gumbel noise, {@code −log(−log u)}. */
  public static NDArray gumbel(Randomness random, NDManager manager, Shape shape, DataType type) {
    return random.uniform(manager, 1e-10f, 1f, shape, type).log().neg().log().neg();
  }
}
