package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Constants;
import io.ats.core.math.Scalars;

/**
 * Probabilities of the set {@code S} of positions drawn without replacement, whatever their order
 * (Kool, van Hoof &amp; Welling, Estimating Gradients for Discrete Random Variables by Sampling
 * without Replacement, ICLR 2020).
 *
 * <p>With {@code e_i = a_i/(1 − Σ_S a)}, {@code P(S) = ∫₀¹ Π_{i∈S} (1 − v^{e_i}) dv} and {@code P(S
 * | first = s) = ∫₀¹ Π_{i∈S∖s} (1 − v^{e_i}) dv}. With {@code v = exp(−exp t)} the integrals are
 * sums over Gauss–Legendre nodes in {@code t ∈ [−60,4]}, in logarithms.
 */
final class UnorderedSet {

  private static final int NODES = 128;
  private static final double FIRST = -60;
  private static final double LAST = 4;

  /** The smallest normal float32 number, about. */
  private static final double TINY = 1e-37;

  private static final double[] TIMES = new double[NODES];
  private static final double[] LOG_WEIGHTS = new double[NODES];

  static {
    double half = (LAST - FIRST) / 2;
    for (int i = 0; i < NODES; i++) {
      double[] node = legendre(i);
      TIMES[i] = (FIRST + LAST) / 2 + half * node[0];
      LOG_WEIGHTS[i] = Math.log(half * node[1]) + TIMES[i] - Math.exp(TIMES[i]);
    }
  }

  private UnorderedSet() {}

  /**
   * Returns {@code R(S,s) = P(S | first = s) / P(S)} for each {@code s ∈ S}; 1 if every position is
   * drawn. No gradient.
   *
   * @param attention {@code a}, {@code (B,D)}
   * @param positions {@code S}, {@code (B,K)} int64, distinct
   * @return {@code (B,K)}
   */
  static NDArray ratios(NDArray attention, NDArray positions) {
    NDManager manager = attention.getManager();
    try (NDManager working = manager.newSubManager()) {
      NDArray a = attention.stopGradient();
      a.attach(working);
      NDArray drawn = a.gather(positions, 1); // (B,K)
      NDArray rest = Attention.outside(a, positions); // (B,1)
      NDArray exponents = logarithm(drawn).sub(logarithm(rest)).expandDims(2); // log e, (B,K,1)
      NDArray factors = logOneMinusPower(exponents.add(nodes(a, TIMES))); // (B,K,T)
      NDArray all = factors.sum(new int[] {1}, true).add(nodes(a, LOG_WEIGHTS)); // (B,1,T)
      NDArray ratios = logSum(all.sub(factors)).sub(logSum(all)).exp(); // (B,K)
      ratios.attach(manager);
      return ratios;
    }
  }

  private static NDArray logarithm(NDArray mass) {
    return Scalars.atLeast(mass, TINY).log();
  }

  private static NDArray nodes(NDArray like, double[] values) {
    return Constants.of(like.getManager(), values, new Shape(1, 1, NODES))
        .toType(like.getDataType(), false);
  }

  /** Returns {@code log(1 − exp(−x))} of {@code x = e^y}, by its series where x is small. */
  private static NDArray logOneMinusPower(NDArray y) {
    NDArray x = y.exp();
    NDArray series = y.sub(Scalars.times(x, 0.5)).add(Scalars.over(x.square(), 24));
    NDArray direct = Scalars.minus(1, x.neg().exp()).log();
    return NDArrays.where(Scalars.less(x, 0.1f), series, direct);
  }

  /** Returns {@code log Σ_t exp}, over the last axis. */
  private static NDArray logSum(NDArray logs) {
    NDArray largest = logs.max(new int[] {2}, true);
    return logs.sub(largest).exp().sum(new int[] {2}).log().add(largest.squeeze(2));
  }

  /** Returns the i-th node and weight of Gauss–Legendre quadrature on [−1,1], by Newton steps. */
  private static double[] legendre(int i) {
    double x = Math.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
    double slope = 0;
    for (int step = 0; step < 100; step++) {
      double before = 1;
      double value = x;
      for (int n = 2; n <= NODES; n++) {
        double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
        before = value;
        value = next;
      }
      slope = NODES * (x * value - before) / (x * x - 1);
      double change = value / slope;
      x -= change;
      if (Math.abs(change) < 1e-16) {
        break;
      }
    }
    return new double[] {x, 2 / ((1 - x * x) * slope * slope)};
  }
}
