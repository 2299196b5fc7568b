package io.ats.core.testing;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.function.UnaryOperator;

/** Gradients for tests. */
public final class Gradients {

  private Gradients() {}

  /** Returns the gradient of a scalar function at {@code x}, which is left unchanged. */
  public static double[] of(UnaryOperator<NDArray> function, NDArray x) {
    NDArray leaf = x.duplicate();
    leaf.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(function.apply(leaf));
    }
    return leaf.getGradient().toType(DataType.FLOAT64, false).toDoubleArray();
  }

  /** Returns the largest absolute difference; NaN if either holds one. */
  public static double distance(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(a.length + " values against " + b.length);
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Math.abs(a[i] - b[i]);
      if (Double.isNaN(difference)) {
        return Double.NaN;
      }
      largest = Math.max(largest, difference);
    }
    return largest;
  }
}
