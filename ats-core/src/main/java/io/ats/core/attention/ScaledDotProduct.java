package io.ats.core.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;

/** Scaled dot-product attention of several heads (Vaswani et al., NeurIPS 2017, Eq. 1). */
public final class ScaledDotProduct {

  private ScaledDotProduct() {}

  /**
   * Returns each query's scores of the keys, {@code q·k_n / √d}, whose softmax over {@code n} is
   * the attention.
   *
   * @param queries {@code (B,H,Q,d)}; {@code B} may be 1, for the same queries in all images
   * @param keys {@code (B,H,N,d)}
   * @return {@code (B,H,Q,N)}
   */
  public static NDArray scores(NDArray queries, NDArray keys) {
    double scale = Math.sqrt(keys.getShape().get(3));
    return Scalars.over(queries.matMul(keys.swapAxes(2, 3)), scale);
  }

  /**
   * Splits each vector into one part per head.
   *
   * @param sequence {@code (B,N,H·d)}
   * @return {@code (B,H,N,d)}
   */
  public static NDArray split(NDArray sequence, int heads) {
    Shape shape = sequence.getShape();
    return sequence.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads).swapAxes(1, 2);
  }

  /**
   * Concatenates the heads' parts, the inverse of {@link #split}.
   *
   * @param heads {@code (B,H,N,d)}
   * @return {@code (B,N,H·d)}
   */
  public static NDArray join(NDArray heads) {
    Shape shape = heads.getShape();
    return heads.swapAxes(1, 2).reshape(shape.get(0), shape.get(2), shape.get(1) * shape.get(3));
  }
}
