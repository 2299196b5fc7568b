package io.ats.experiments.trial;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;

/** Copies arrays to the host. */
final class HostArrays {

  private HostArrays() {}

  /** Returns an array {@code (rows,columns)}. */
  static float[][] matrix(NDArray array) {
    int rows = (int) array.getShape().get(0);
    int columns = (int) array.getShape().get(1);
    float[] flat = array.toFloatArray();
    float[][] result = new float[rows][columns];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(flat, row * columns, result[row], 0, columns);
    }
    return result;
  }

  /** Returns the first {@code count} matrices of an array {@code (n,rows,columns)}. */
  static float[][][] cube(NDArray array, int count) {
    return IntStream.range(0, count).mapToObj(i -> matrix(array.get(i))).toArray(float[][][]::new);
  }
}
