package io.ats.core.attention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import io.ats.core.testing.Gradients;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Compares gradients of float64 blocks with central differences of plain layers. */
public final class Differences {

  private static final double STEP = 1e-5;

  private Differences() {}

  /**
   * Asserts that every parameter's gradient is right and, to be worth it, not all zero.
   *
   * @param loss the block's scalar
   * @param plain the same of plain layers
   * @return the largest difference
   */
  public static double assertParameters(
      Block block, Supplier<NDArray> loss, ToDoubleFunction<Plain> plain, double tolerance) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(loss.get());
    }
    Plain layers = Plain.of(block);
    double[] largest = new double[1];
    Plain.parameters(block)
        .forEach(
            (path, parameter) -> {
              double[] found = parameter.getArray().getGradient().toDoubleArray();
              double[] expected =
                  gradient(layers.get(path), x -> plain.applyAsDouble(layers.with(path, x)));
              double distance = Gradients.distance(found, expected);
              assertThat(distance).as(path).isLessThan(tolerance);
              assertThat(Gradients.distance(found, new double[found.length]))
                  .as("largest of %s", path)
                  .isGreaterThan(1e-4);
              largest[0] = Math.max(largest[0], distance);
            });
    return largest[0];
  }

  /** Returns the gradient of a function by central differences. */
  public static double[] gradient(double[] at, Function<double[], Double> function) {
    double[] result = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] more = at.clone();
      double[] less = at.clone();
      more[i] += STEP;
      less[i] -= STEP;
      result[i] = (function.apply(more) - function.apply(less)) / (2 * STEP);
    }
    return result;
  }
}
