package io.ats.core.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/**
 * An array of 32-bit floats on the host.
 *
 * @param shape its dimensions; none for a scalar
 * @param values in row-major order
 */
public record Tensor(long[] shape, float[] values) {

  /** Checks that there are as many values as the shape says. */
  public Tensor {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          values.length + " values do not fill the shape " + Arrays.toString(shape));
    }
  }

  /**
   * Copies an array.
   *
   * @throws IllegalArgumentException if it is not of 32-bit floats
   */
  public static Tensor of(NDArray array) {
    if (array.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException("expected float32, got " + array.getDataType());
    }
    return new Tensor(array.getShape().getShape(), array.toFloatArray());
  }

  /** Returns whether another tensor has the same shape and the same bits; NaN equals itself. */
  public boolean same(Tensor other) {
    if (!Arrays.equals(shape, other.shape)) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (Float.floatToRawIntBits(values[i]) != Float.floatToRawIntBits(other.values[i])) {
        return false;
      }
    }
    return true;
  }
}
