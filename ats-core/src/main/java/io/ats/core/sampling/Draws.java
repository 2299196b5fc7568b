package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Draws positions from an attention distribution, on its device, with no transfer to the host. */
public final class Draws {

  private Draws() {}

  /**
   * Draws {@code K} distinct positions in order: the Gumbel top-K of {@code log a}, in order of
   * decreasing perturbed value, which is sampling without replacement from {@code a}.
   *
   * @param attention {@code a}, {@code (B,D)}
   * @return {@code (B,K)} int64
   */
  public static NDArray withoutReplacement(NDArray attention, int count) {
    NDArray logs = Attention.logarithm(attention.stopGradient());
    NDArray noise = gumbel(logs.getManager(), logs.getShape(), logs.getDataType());
    return logs.add(noise).topK(count, 1, true, true).get(1);
  }

  /**
   * Draws {@code K} independent positions.
   *
   * @param attention {@code a}, {@code (B,D)}
   * @return {@code (B,K)} int64
   */
  public static NDArray withReplacement(NDArray attention, int count) {
    NDArray logs = Attention.logarithm(attention.stopGradient()).expandDims(1);
    Shape shape = new Shape(attention.getShape().get(0), count, attention.getShape().get(1));
    return logs.add(gumbel(logs.getManager(), shape, logs.getDataType())).argMax(2);
  }

  /** Returns standard Gumbel noise, {@code −log(−log u)}. */
  public static NDArray gumbel(NDManager manager, Shape shape, DataType type) {
    return manager.randomUniform(1e-10f, 1f, shape, type).log().neg().log().neg();
  }
}
