package io.ats.core.attention;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/**
 * Signs of untrained attention heads. A randomly initialised head scores patches with content
 * either above or below empty ones, by chance; if only patches with high scores are processed
 * further, that chance decides whether the model learns at all.
 */
public final class Orientation {

  private Orientation() {}

  /**
   * Returns the sign of each head's covariance with the salience, {@code sign Σ_bn s_bhn (v_bn −
   * v̄_b)}.
   *
   * @param scores {@code (B,H,N)}
   * @param salience {@code (B,N)}
   * @return {@code (H)}, each 1 or −1
   */
  public static NDArray signs(NDArray scores, NDArray salience) {
    NDArray centred = salience.sub(salience.mean(new int[] {1}, true)).expandDims(1); // (B,1,N)
    NDArray covariance = scores.mul(centred).sum(new int[] {0, 2});
    NDArray positive = Scalars.greaterOrEqual(covariance, 0).toType(scores.getDataType(), false);
    return Scalars.minus(Scalars.times(positive, 2), 1);
  }
}
