package io.ats.core.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.attention.Differences;
import io.ats.core.attention.Plain;
import io.ats.core.testing.Gradients;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransposedConvolutionTest {

  private static final int IN = 2;
  private static final int OUT = 3;
  private static final int HEIGHT = 3;
  private static final int WIDTH = 4;

  /** {@code y[o, 2i+a−1, 2j+b−1] += x[c,i,j]·W[c,o,a,b]}: what falls outside is cut. */
  private static double[] definition(double[] x, Plain values) {
    double[] w = values.get("convolution.weight");
    double[] y = new double[OUT * 4 * HEIGHT * WIDTH];
    for (int o = 0; o < OUT; o++) {
      for (int p = 0; p < 4 * HEIGHT * WIDTH; p++) {
        y[o * 4 * HEIGHT * WIDTH + p] = values.get("convolution.bias")[o];
      }
      for (int c = 0; c < IN; c++) {
        for (int p = 0; p < HEIGHT * WIDTH; p++) {
          for (int k = 0; k < 9; k++) {
            int row = 2 * (p / WIDTH) + k / 3 - 1;
            int column = 2 * (p % WIDTH) + k % 3 - 1;
            if (row >= 0 && row < 2 * HEIGHT && column >= 0 && column < 2 * WIDTH) {
              double transposed = w[(o * IN + c) * 9 + 8 - k]; // W[c,o,a,b] = w[o,c,2−a,2−b]
              y[(o * 2 * HEIGHT + row) * 2 * WIDTH + column] +=
                  x[c * HEIGHT * WIDTH + p] * transposed;
            }
          }
        }
      }
    }
    return y;
  }

  @Test
  void isItsDefinitionInValuesAndGradients() {
    try (NDManager manager = NDManager.newBaseManager()) {
      TransposedConvolution layer = new TransposedConvolution(OUT, true);
      layer.initialize(manager, DataType.FLOAT64, new Shape(1, IN, HEIGHT, WIDTH));
      Plain.randomise(layer, 3);
      double[] x = new Random(1).doubles(IN * HEIGHT * WIDTH, -2, 3).toArray();
      double[] direction = new Random(2).doubles(OUT * 4 * HEIGHT * WIDTH, -1, 1).toArray();
      NDArray map = manager.create(x, new Shape(1, IN, HEIGHT, WIDTH));
      Shape twice = new Shape(1, OUT, 2 * HEIGHT, 2 * WIDTH);
      NDArray weights = manager.create(direction, twice);
      NDArray found = apply(layer, map, manager);
      assertThat(found.getShape()).isEqualTo(twice);
      assertThat(layer.getOutputShapes(new Shape[] {map.getShape()})).containsExactly(twice);
      Plain values = Plain.of(layer);
      assertThat(Gradients.distance(found.toDoubleArray(), definition(x, values)))
          .isLessThan(1e-12);
      Differences.assertParameters(
          layer,
          () -> apply(layer, map, manager).mul(weights).sum(),
          plain -> Plain.dot(definition(x, plain), direction),
          1e-7);
      double[] gradient = Gradients.of(at -> apply(layer, at, manager).mul(weights).sum(), map);
      double[] expected =
          Differences.gradient(x, at -> Plain.dot(definition(at, values), direction));
      assertThat(Gradients.distance(gradient, expected)).isLessThan(1e-7);
    }
  }

  private static NDArray apply(TransposedConvolution layer, NDArray map, NDManager manager) {
    return layer
        .forward(new ParameterStore(manager, false), new NDList(map), true)
        .singletonOrThrow();
  }
}
