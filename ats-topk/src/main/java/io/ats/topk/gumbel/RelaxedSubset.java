package io.ats.topk.gumbel;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/**
 * Relaxed subset sampling (Xie &amp; Ermon, IJCAI 2019, algorithm 1): {@code K} successive
 * softmaxes, each of which suppresses what the earlier ones took.
 */
final class RelaxedSubset {

  /** What float32 can tell {@code 1 − p} from 0 by: the least that is left of a taken position. */
  private static final double LEAST = Math.ulp(1f);

  private RelaxedSubset() {}

  /**
   * Returns the relaxed K-hot vector {@code m = Σ_k p^k}, {@code p^k = softmax(κ^k/t)}, {@code
   * κ^{k+1} = κ^k + log(1 − p^k)}; as {@code t → 0}, 1 at the {@code K} largest keys. It sums to
   * {@code K}; at a high temperature an entry can exceed 1.
   *
   * @param keys {@code κ^1}, {@code (B,D)}
   * @param count {@code K}
   * @param temperature {@code t}, above 0
   * @return {@code m}, {@code (B,D)}
   */
  static NDArray marginals(NDArray keys, int count, double temperature) {
    NDArray left = keys;
    NDArray sum = null;
    for (int k = 0; k < count; k++) {
      NDArray taken = Scalars.over(left, temperature).softmax(1);
      sum = sum == null ? taken : sum.add(taken);
      left = left.add(Scalars.atLeast(taken.neg().add(1f), LEAST).log());
    }
    return sum;
  }
}
