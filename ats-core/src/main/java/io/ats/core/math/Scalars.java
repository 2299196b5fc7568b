package io.ats.core.math;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic of arrays with numbers that is safe under automatic differentiation.
 *
 * <p>The engine turns the {@code n} of {@code x.mul(n)} into an array over a Java buffer and closes
 * it at once, while the graph still refers to it for the backward pass: once the garbage collector
 * has freed that memory, gradients are silently wrong. It also makes the {@code double} of {@code
 * x.mul(0.5)} a float64 array, which turns a float32 scalar into a float64 one. Here the graph owns
 * the number's memory, and the number has the array's type. An architecture test forbids the
 * engine's methods.
 */
public final class Scalars {

  private Scalars() {}

  /** Returns {@code x·n}. */
  public static NDArray times(NDArray x, double n) {
    return x.mul(scalar(x, n));
  }

  /** Returns {@code x/n}. */
  public static NDArray over(NDArray x, double n) {
    return x.div(scalar(x, n));
  }

  /** Returns {@code 1/x}. */
  public static NDArray inverse(NDArray x) {
    return scalar(x, 1).div(x);
  }

  /** Returns {@code max(x, n)}. */
  public static NDArray atLeast(NDArray x, double n) {
    return x.maximum(scalar(x, n));
  }

  /** Returns {@code min(x, n)}. */
  public static NDArray atMost(NDArray x, double n) {
    return x.minimum(scalar(x, n));
  }

  /** Returns the number as an array {@code ()} of the type, manager and device of another. */
  private static NDArray scalar(NDArray like, double n) {
    DataType type = like.getDataType();
    if (type == DataType.FLOAT64) {
      // The engine's full() rounds to float32; a copy is exact and owns its memory.
      try (NDArray exact = like.getManager().create(n)) {
        return exact.duplicate();
      }
    }
    return like.getManager().full(new Shape(), (float) n, type);
  }
}
