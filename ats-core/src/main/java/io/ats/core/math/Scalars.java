package io.ats.core.math;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic of arrays with numbers that is safe under automatic differentiation.
 *
 * <p>The engine turns the {@code n} of {@code x.mul(n)} into an array over a Java buffer and closes
 * it at once, while the graph still refers to it for the backward pass: once the garbage collector
 * has freed that memory, gradients are silently wrong. It also makes the {@code double} of {@code
 * x.mul(0.5)} a float64 array, which turns a float32 scalar into a float64 one. And where {@code x}
 * is on a GPU, it sends {@code n} there, for which the host waits until the GPU has done all that
 * it was told. Here the graph owns the number's memory, the number has the array's type, and the
 * GPU makes it itself. An architecture test forbids the engine's methods.
 */
public final class Scalars {

  private Scalars() {}

  /** Returns {@code x + n}. */
  public static NDArray plus(NDArray x, double n) {
    return x.add(scalar(x, n));
  }

  /** Returns {@code x − n}. */
  public static NDArray minus(NDArray x, double n) {
    return x.sub(scalar(x, n));
  }

  /** Returns {@code n − x}. */
  public static NDArray minus(double n, NDArray x) {
    return scalar(x, n).sub(x);
  }

  /** Returns {@code x·n}. */
  public static NDArray times(NDArray x, double n) {
    return x.mul(scalar(x, n));
  }

  /** Multiplies {@code x} itself by {@code n}; leaves nothing to its manager. */
  public static void multiply(NDArray x, double n) {
    try (NDArray factor = scalar(x, n)) {
      x.muli(factor);
    }
  }

  /** Returns {@code x/n}. */
  public static NDArray over(NDArray x, double n) {
    return x.div(scalar(x, n));
  }

  /** Returns {@code 1/x}. */
  public static NDArray inverse(NDArray x) {
    return scalar(x, 1).div(x);
  }

  /** Returns {@code x mod n}, with the sign of {@code n}. */
  public static NDArray modulo(NDArray x, double n) {
    return x.mod(scalar(x, n));
  }

  /** Returns {@code max(x, n)}. */
  public static NDArray atLeast(NDArray x, double n) {
    return x.maximum(scalar(x, n));
  }

  /** Returns {@code min(x, n)}. */
  public static NDArray atMost(NDArray x, double n) {
    return x.minimum(scalar(x, n));
  }

  /**
   * Returns {@code min(max(x, low), high)}; the gradient is 1 between the two and at them, else 0.
   */
  public static NDArray clip(NDArray x, double low, double high) {
    if (!x.getDevice().isGpu()) {
      return x.getDataType().isInteger() ? x.clip((long) low, (long) high) : x.clip(low, high);
    }
    NDArray bounded = atMost(atLeast(x.stopGradient(), low), high);
    return x.getDataType().isInteger()
        ? bounded
        : NDArrays.where(bounded.eq(x), x, bounded); // the engine's fetches its bounds again
  }

  /** Returns where {@code x > n}, a boolean array. */
  public static NDArray greater(NDArray x, double n) {
    return x.gt(scalar(x, n));
  }

  /** Returns where {@code x ≥ n}, a boolean array. */
  public static NDArray greaterOrEqual(NDArray x, double n) {
    return x.gte(scalar(x, n));
  }

  /** Returns where {@code x < n}, a boolean array. */
  public static NDArray less(NDArray x, double n) {
    return x.lt(scalar(x, n));
  }

  /** Returns where {@code x ≤ n}, a boolean array. */
  public static NDArray lessOrEqual(NDArray x, double n) {
    return x.lte(scalar(x, n));
  }

  /** Returns the number as an array {@code ()} of the type, manager and device of another. */
  private static NDArray scalar(NDArray like, double n) {
    NDManager manager = like.getManager();
    DataType type = like.getDataType();
    if (type == DataType.FLOAT32 || n == (float) n) {
      return manager.full(new Shape(), (float) n, type);
    }
    // The engine's full() rounds to float32; a copy is exact and owns its memory.
    try (NDArray exact = Constants.of(manager, new double[] {n}, new Shape())) {
      return type == DataType.FLOAT64 ? exact.duplicate() : exact.toType(type, true);
    }
  }
}
