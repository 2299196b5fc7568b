package io.ats.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Random images and slow, plain implementations that the tests compare with. */
public final class Pictures {

  private Pictures() {}

  /** Returns values in [0,1), channel, row, column. */
  public static float[] random(long seed, int length) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** Bilinear interpolation of one channel, zero outside, straight from its definition. */
  public static double bilinear(
      float[] image, int offset, int height, int width, double r, double c) {
    double sum = 0;
    for (int p = 0; p < height; p++) {
      for (int q = 0; q < width; q++) {
        sum +=
            image[offset + p * width + q]
                * Math.max(0, 1 - Math.abs(r - p))
                * Math.max(0, 1 - Math.abs(c - q));
      }
    }
    return sum;
  }

  /** The average of one channel over the rectangle [top,bottom) × [left,right), in pixels. */
  public static double average(
      float[] image,
      int offset,
      int height,
      int width,
      double top,
      double left,
      double bottom,
      double right) {
    double sum = 0;
    for (int p = 0; p < height; p++) {
      for (int q = 0; q < width; q++) {
        double rows = Math.max(0, Math.min(bottom, p + 1) - Math.max(top, p));
        double columns = Math.max(0, Math.min(right, q + 1) - Math.max(left, q));
        sum += image[offset + p * width + q] * rows * columns;
      }
    }
    return sum / ((bottom - top) * (right - left));
  }

  /** Asserts that two lists of numbers agree; a NaN on either side fails. */
  public static void assertClose(float[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i]) <= tolerance)
          .as("element %d: %s, expected %s", i, actual[i], expected[i])
          .isTrue();
    }
  }

  public static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, true).toDoubleArray();
  }

  public static float[] floats(NDArray array) {
    return array.toType(DataType.FLOAT32, true).toFloatArray();
  }

  /** Returns the gradient of {@code function}, weighted by {@code weights}, at {@code at}. */
  public static double[] gradient(NDArray at, NDArray weights, UnaryOperator<NDArray> function) {
    NDArray point = at.duplicate();
    point.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(function.apply(point).mul(weights).sum());
    }
    return doubles(point.getGradient());
  }

  /** Returns the same by central differences. */
  public static double[] differences(
      NDArray at, NDArray weights, double step, UnaryOperator<NDArray> function) {
    double[] point = at.toDoubleArray();
    double[] result = new double[point.length];
    Shape shape = at.getShape();
    for (int i = 0; i < point.length; i++) {
      double here = point[i];
      point[i] = here + step;
      double more = value(at.getManager().create(point, shape), weights, function);
      point[i] = here - step;
      double less = value(at.getManager().create(point, shape), weights, function);
      point[i] = here;
      result[i] = (more - less) / (2 * step);
    }
    return result;
  }

  private static double value(NDArray at, NDArray weights, UnaryOperator<NDArray> function) {
    return function.apply(at).mul(weights).sum().getDouble();
  }
}
