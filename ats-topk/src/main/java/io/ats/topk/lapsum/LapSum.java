package io.ats.topk.lapsum;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.ats.core.math.Casts;
import io.ats.core.math.Scalars;

/**
 * LapSum's differentiable top-K (Struski et al., ICML 2025): {@code m_i = F((s_i − b)/α)} with the
 * Laplace distribution {@code F(x) = e^x/2} below 0, {@code 1 − e^{−x}/2} above, and {@code b} such
 * that {@code Σ_i m_i = K}.
 *
 * <p>With sorted {@code x = s/α}, {@code m} scores below {@code b}, {@code A_m = Σ_{i≤m} e^{x_i −
 * x_m}}, {@code B_m = Σ_{i≥m} e^{x_m − x_i}}, {@code Δ = x_{m+1} − x_m} and {@code c = D − m − K},
 * {@code b/α = x_m + ½(Δ + log A_m − log B_{m+1}) + asinh(c·e^{Δ/2} / √(A_m B_{m+1}))} (derived in
 * {@code docs/methods.md}). No exponent is large, so nothing overflows however small {@code α};
 * computed in float64.
 */
final class LapSum {

  private LapSum() {}

  /**
   * Returns the marginals. With {@code q = softmax(−|s − b|/α)} and {@code S} the sum of the
   * Laplace densities, the gradient is {@code ∂L/∂s = S·q∘(g − ⟨q,g⟩)}, {@code g = ∂L/∂m}.
   *
   * @param scores {@code s}, {@code (B,D)}
   * @param count {@code K}; for {@code K = D}, {@code b} is −∞ and every marginal 1
   * @param alpha {@code α}, in units of the scores
   * @return {@code m}, {@code (B,D)} of the scores' type
   */
  static NDArray marginals(NDArray scores, int count, double alpha) {
    if (scores.getShape().get(1) == count) {
      return scores.onesLike();
    }
    NDArray x = Scalars.over(Casts.to(scores, DataType.FLOAT64), alpha); // (B,D)
    NDArray stopped = x.stopGradient();
    NDArray threshold = threshold(stopped.sort(1), count); // u (B,1)
    NDArray density = stopped.sub(threshold).abs().neg().softmax(1); // q (B,D)
    // ∂u/∂x = q keeps the sum at K.
    NDArray moved = density.mul(x.sub(stopped)).sum(new int[] {1}, true).add(threshold);
    return Casts.to(distribution(x.sub(moved)), scores.getDataType());
  }

  /** Returns {@code F(x)}; the clamps give the slope ½ at 0, where {@code |x|} has none. */
  private static NDArray distribution(NDArray x) {
    NDArray below = Scalars.atMost(x, 0).exp();
    NDArray above = Scalars.atLeast(x, 0).neg().exp();
    return Scalars.times(Scalars.plus(below.sub(above), 1), 0.5);
  }

  /**
   * Returns {@code u = b/α}.
   *
   * @param x {@code (B,D)}, ascending, {@code D > K}
   * @return {@code (B,1)}
   */
  private static NDArray threshold(NDArray x, int count) {
    long positions = x.getShape().get(1);
    NDArray left = decaying(x); // A (B,D)
    NDArray right = decaying(x.flip(1).neg()).flip(1); // B (B,D)
    NDArray above = // D − m, (1,D)
        x.getManager().arange(positions - 1f, -1f, -1f, DataType.FLOAT64).expandDims(0);
    // ½A_m + (D − m) − ½(B_m − 1)
    NDArray sums = Scalars.times(Scalars.plus(left.sub(right), 1), 0.5).add(above);
    NDArray below = // m, (B,1): the number of scores below b
        Scalars.greater(sums, count).toType(DataType.INT64, false).sum(new int[] {1}, true);
    NDArray lower = Scalars.clip(Scalars.minus(below, 1L), 0L, positions - 1);
    NDArray upper = Scalars.clip(below, 0L, positions - 1);
    NDArray c = Scalars.minus(positions - (double) count, below.toType(DataType.FLOAT64, false));
    NDArray logA = left.gather(lower, 1).log();
    NDArray logB = right.gather(upper, 1).log();
    NDArray first = x.gather(lower, 1);
    NDArray last = x.gather(upper, 1);
    NDArray half = Scalars.times(last.sub(first), 0.5);
    NDArray middle =
        Scalars.times(logA.sub(logB), 0.5)
            .add(first)
            .add(half)
            .add(asinh(c, half.sub(Scalars.times(logA.add(logB), 0.5))));
    NDArray log2c = Scalars.times(c.abs(), 2).log();
    NDArray beyond =
        NDArrays.where(
            Scalars.greater(c, 0), last.sub(logB).add(log2c), first.add(logA).sub(log2c));
    return NDArrays.where(
        Scalars.greater(below, 0L).logicalAnd(Scalars.less(below, positions)), middle, beyond);
  }

  /**
   * Returns {@code A_m = Σ_{i≤m} e^{x_i − x_m}}, {@code (B,D)}, for ascending {@code x}, by a scan
   * of {@code log₂ D} steps, each of which doubles the number of terms.
   */
  private static NDArray decaying(NDArray x) {
    long positions = x.getShape().get(1);
    NDArray sums = x.onesLike();
    for (long reach = 1; reach < positions; reach *= 2) {
      NDIndex head = new NDIndex(":,:{}", positions - reach);
      NDIndex tail = new NDIndex(":,{}:", reach);
      NDArray decay = x.get(head).sub(x.get(tail)).exp();
      NDArray reached = sums.get(tail).add(sums.get(head).mul(decay));
      sums = sums.get(new NDIndex(":,:{}", reach)).concat(reached, 1);
    }
    return sums;
  }

  /** Returns {@code asinh(c·e^l)}, without overflow for large {@code l}. */
  private static NDArray asinh(NDArray c, NDArray l) {
    NDArray scale = Scalars.atLeast(l, 0);
    NDArray scaled = c.abs().mul(l.sub(scale).exp()); // |c|·e^l / e^scale
    NDArray root = scaled.square().add(Scalars.times(scale, -2).exp()).sqrt();
    NDArray magnitude = Scalars.atLeast(scaled.add(root).log().add(scale), 0); // c = 0: exactly 0
    return magnitude.mul(c.sign());
  }
}
