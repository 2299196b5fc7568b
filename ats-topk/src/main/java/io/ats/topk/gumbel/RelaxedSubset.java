package io.ats.topk.gumbel;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/**
 * Relaxed subset sampling (Xie &amp; Ermon, IJCAI 2019, algorithm 1): {@code K} successive
 * softmaxes, each of which suppresses the positions that those before it selected.
 */
final class RelaxedSubset {

  /** Subtracted from a log-probability to mask it; finite, since {@code 0·∞} is NaN. */
  private static final double FAR_BELOW = 1e30;

  private RelaxedSubset() {}

  /**
   * Returns the relaxed K-hot vector {@code m = Σ_k p^k}, {@code p^k = softmax(κ^k/t)}, {@code
   * κ^{k+1} = κ^k + log(1 − p^k)}; as {@code t → 0}, it is 1 at the {@code K} largest keys. It sums
   * to {@code K}; an entry can exceed 1 unless {@code t} is small.
   *
   * @param keys {@code κ^1}, {@code (B,D)}
   * @param count {@code K}
   * @param temperature {@code t}, above 0
   * @return {@code m}, {@code (B,D)}
   */
  static NDArray marginals(NDArray keys, int count, double temperature) {
    // A common offset changes nothing but float32's resolution: at 10^6 it is 1/16.
    NDArray left = keys.sub(keys.stopGradient().max(new int[] {1}, true));
    NDArray logs = Scalars.over(left, temperature).logSoftmax(1); // log p^1
    NDArray sum = logs.exp();
    for (int k = 1; k < count; k++) {
      left = left.add(logComplement(logs));
      logs = Scalars.over(left, temperature).logSoftmax(1);
      sum = sum.add(logs.exp());
    }
    return sum;
  }

  /**
   * Returns {@code log(1 − p)}. For the largest {@code p} it is computed as the log of the sum of
   * the others, since {@code 1 − p} rounds to 0 once its key leads by {@code 17·t}. Clamping
   * instead would select the same position repeatedly.
   *
   * @param logs {@code log p}, {@code (B,D)}, {@code D > 1}
   */
  private static NDArray logComplement(NDArray logs) {
    int positions = (int) logs.getShape().get(1);
    NDArray largest = logs.stopGradient().argMax(1).oneHot(positions, logs.getDataType()); // (B,D)
    NDArray others = logs.sub(Scalars.times(largest, FAR_BELOW));
    NDArray peak = others.stopGradient().max(new int[] {1}, true);
    NDArray rest = others.sub(peak).exp().sum(new int[] {1}, true).log().add(peak); // (B,1)
    NDArray small = others.exp(); // at most ½, and 0 at the largest
    return Scalars.minus(1, small).log().add(largest.mul(rest));
  }
}
