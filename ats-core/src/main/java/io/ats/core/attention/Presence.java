package io.ats.core.attention;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/** Keeps absent elements out of a softmax or a maximum. */
public final class Presence {

  /** More than any two values differ by. */
  private static final double FAR_BELOW = 1e30;

  private Presence() {}

  /**
   * Returns what to add to an element's score or values: 0 if it is present, {@code −1e30} if not,
   * which leaves it nothing in a softmax.
   *
   * @param present of any shape: 1 or 0
   */
  public static NDArray bias(NDArray present) {
    return Scalars.times(Scalars.minus(present, 1), FAR_BELOW);
  }
}
