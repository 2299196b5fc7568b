package io.ats.saccade.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Pass;
import io.ats.core.source.Pictures;
import io.ats.core.testing.RandomValues;
import org.junit.jupiter.api.Test;

/** The cell against its equations, unit by unit. */
class GruCellTest {

  private static final int INPUT = 3;
  private static final int STATE = 2;

  @Test
  void aStepIsThatOfTheEquations() {
    try (NDManager manager = NDManager.newBaseManager()) {
      GruCell cell = new GruCell(STATE);
      cell.initialize(manager, DataType.FLOAT32, new Shape(1, INPUT));
      RandomValues.draw(cell, 5);
      float[] x = {0.4f, -1.3f, 0.7f, 1.1f, 0.2f, -0.6f};
      float[] h = {0.5f, -0.9f, 0.1f, 0.8f};
      NDArray found =
          cell.step(
                  manager.create(x, new Shape(2, INPUT)),
                  new NDList(manager.create(h, new Shape(2, STATE))),
                  new Pass(new ParameterStore(manager, false), false, 0, null, null))
              .singletonOrThrow();
      assertThat(found.getShape()).isEqualTo(new Shape(2, STATE));
      for (int b = 0; b < 2; b++) {
        for (int i = 0; i < STATE; i++) {
          assertThat((double) found.getFloat(b, i))
              .isCloseTo(expected(cell, x, h, b, i), within(1e-5));
        }
      }
    }
  }

  private static double expected(GruCell cell, float[] x, float[] h, int b, int i) {
    double r = sigmoid(affine(cell, "01input", x, b, i) + affine(cell, "02recurrent", h, b, i));
    double z =
        sigmoid(
            affine(cell, "01input", x, b, STATE + i)
                + affine(cell, "02recurrent", h, b, STATE + i));
    double n =
        Math.tanh(
            affine(cell, "01input", x, b, 2 * STATE + i)
                + r * affine(cell, "02recurrent", h, b, 2 * STATE + i));
    return (1 - z) * n + z * h[b * STATE + i];
  }

  private static double affine(GruCell cell, String child, float[] input, int b, int row) {
    var parameters = cell.getChildren().get(child).getDirectParameters();
    double[] weight = Pictures.doubles(parameters.get("weight").getArray());
    double sum = Pictures.doubles(parameters.get("bias").getArray())[row];
    int n = input.length / 2;
    for (int j = 0; j < n; j++) {
      sum += weight[row * n + j] * input[b * n + j];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
