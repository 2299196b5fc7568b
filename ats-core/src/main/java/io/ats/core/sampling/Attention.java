package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/** Attention distributions over positions, as pure functions. */
public final class Attention {

  private static final double TINY = 1e-30;

  /** About the smallest normal float32 number. */
  private static final double LEAST = 1e-37;

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
    return smoothing == 0
        ? soft
        : Scalars.plus(Scalars.times(soft, 1 - smoothing), smoothing / positions);
  }

  /**
   * Returns the same of the positions inside an image, {@code D} being their number: 0 outside, and
   * above 0 inside, so that no position outside is preferred to one inside.
   *
   * @param scores {@code s}, {@code (B,D)}; lowest outside the image
   * @param inside {@code (B,D)}: 1 inside the image, else 0
   */
  public static NDArray distribution(NDArray scores, double smoothing, NDArray inside) {
    NDArray soft = Scalars.atLeast(scores.softmax(-1), LEAST).mul(inside);
    NDArray even = inside.div(inside.sum(new int[] {1}, true));
    return smoothing == 0
        ? soft
        : Scalars.times(soft, 1 - smoothing).add(Scalars.times(even, smoothing));
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
    return attention.mul(Scalars.minus(1, marks)).sum(new int[] {1}, true);
  }

  /** Returns {@code log a}, finite where {@code a} is 0. */
  static NDArray logarithm(NDArray probabilities) {
    return Scalars.atLeast(probabilities, TINY).log();
  }
}
