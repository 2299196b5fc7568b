package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/** Attention distributions over positions, as pure functions. */
public final class Attention {

  private static final double TINY = 1e-30;

  private Attention() {}

  /**
   * Returns {@code a = (1−ε)·softmax(s) + ε/D} (Katharopoulos &amp; Fleuret 2019, with the
   * smoothing of their code).
   *
   * @param scores {@code s}, {@code (B,D)}
   * @param smoothing {@code ε} in [0,1]
   * @return {@code a}, {@code (B,D)}
   */
  public static NDArray distribution(NDArray scores, double smoothing) {
    NDArray soft = scores.softmax(-1);
    long positions = scores.getShape().get(1);
    return smoothing == 0 ? soft : Scalars.times(soft, 1 - smoothing).add(smoothing / positions);
  }

  /**
   * Returns each image's entropy {@code H(a) = −Σ_i a_i log a_i}, in nats.
   *
   * @param attention {@code (B,D)}
   * @return {@code (B)}
   */
  public static NDArray entropy(NDArray attention) {
    return attention.mul(logarithm(attention)).sum(new int[] {1}).neg();
  }

  /**
   * Returns the mass of the positions that are not among some, {@code (B,1)}: where these have
   * nearly all, 1 less theirs would be rounding. Differentiable.
   *
   * @param positions {@code (B,K)} int64
   */
  static NDArray outside(NDArray attention, NDArray positions) {
    NDArray ones = attention.stopGradient().gather(positions, 1).onesLike();
    NDArray marks = attention.zerosLike().scatter(positions, ones, 1); // (B,D)
    return attention.mul(marks.neg().add(1)).sum(new int[] {1}, true);
  }

  /** Returns {@code log a}, finite where {@code a} is 0. */
  static NDArray logarithm(NDArray probabilities) {
    return Scalars.atLeast(probabilities, TINY).log();
  }
}
