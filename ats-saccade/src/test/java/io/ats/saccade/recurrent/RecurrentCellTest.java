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

/** The cells against their equations, unit by unit. */
class RecurrentCellTest {

  private static final int INPUT = 3;
  private static final int STATE = 2;
  private static final float[] X = {0.4f, -1.3f, 0.7f, 1.1f, 0.2f, -0.6f};
  private static final float[] H = {0.5f, -0.9f, 0.1f, 0.8f};
  private static final float[] C = {-0.3f, 1.2f, 0.6f, -0.7f};

  private static NDList step(NDManager manager, RecurrentCell cell) {
    cell.initialize(manager, DataType.FLOAT32, new Shape(1, INPUT));
    RandomValues.draw(cell, 5);
    NDList state = cell.start(manager, 2);
    assertThat(state).allSatisfy(array -> assertThat(array.abs().sum().getFloat()).isZero());
    manager.create(H, new Shape(2, STATE)).copyTo(state.get(0));
    if (state.size() > 1) {
      manager.create(C, new Shape(2, STATE)).copyTo(state.get(1));
    }
    Pass pass = new Pass(new ParameterStore(manager, false), false, 0, null, null);
    NDList next = cell.step(manager.create(X, new Shape(2, INPUT)), state, pass);
    assertThat(next).hasSameSizeAs(state);
    return next;
  }

  /** {@code (W x + b + U h + d)_row}. */
  private static double sum(RecurrentCell cell, int b, int row) {
    return fromInput(cell, b, row) + fromState(cell, b, row);
  }

  /** {@code (W x + b)_row}. */
  private static double fromInput(RecurrentCell cell, int b, int row) {
    return affine(cell, "01input", X, b, row);
  }

  /** {@code (U h + d)_row}. */
  private static double fromState(RecurrentCell cell, int b, int row) {
    return affine(cell, "02recurrent", H, b, row);
  }

  private static double affine(RecurrentCell cell, String child, float[] input, int b, int row) {
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

  @Test
  void theRectifierIsThatOfItsEquation() {
    try (NDManager manager = NDManager.newBaseManager()) {
      RecurrentCell cell = new RectifierCell(STATE);
      NDList next = step(manager, cell);
      for (int i = 0; i < 4; i++) {
        double expected = Math.max(0, sum(cell, i / STATE, i % STATE));
        assertThat((double) next.get(0).getFloat(i / STATE, i % STATE))
            .isCloseTo(expected, within(1e-5));
      }
      assertThat(next.get(0).abs().sum().getFloat()).isGreaterThan(0.1f);
    }
  }

  @Test
  void theLongShortTermMemoryIsThatOfItsEquations() {
    try (NDManager manager = NDManager.newBaseManager()) {
      RecurrentCell cell = new LstmCell(STATE);
      NDList next = step(manager, cell);
      for (int i = 0; i < 4; i++) {
        int b = i / STATE;
        int unit = i % STATE;
        double write = sigmoid(sum(cell, b, unit));
        double keep = sigmoid(sum(cell, b, STATE + unit));
        double candidate = Math.tanh(sum(cell, b, 2 * STATE + unit));
        double show = sigmoid(sum(cell, b, 3 * STATE + unit));
        double c = keep * C[i] + write * candidate;
        assertThat((double) next.get(1).getFloat(b, unit)).isCloseTo(c, within(1e-5));
        assertThat((double) next.get(0).getFloat(b, unit))
            .isCloseTo(show * Math.tanh(c), within(1e-5));
      }
    }
  }

  @Test
  void theGatedUnitIsThatOfItsEquations() {
    try (NDManager manager = NDManager.newBaseManager()) {
      RecurrentCell cell = new GruCell(STATE);
      NDArray found = step(manager, cell).singletonOrThrow();
      assertThat(found.getShape()).isEqualTo(new Shape(2, STATE));
      for (int i = 0; i < 4; i++) {
        int b = i / STATE;
        int unit = i % STATE;
        double reset = sigmoid(sum(cell, b, unit));
        double keep = sigmoid(sum(cell, b, STATE + unit));
        double candidate =
            Math.tanh(
                fromInput(cell, b, 2 * STATE + unit)
                    + reset * fromState(cell, b, 2 * STATE + unit));
        assertThat((double) found.getFloat(b, unit))
            .isCloseTo((1 - keep) * candidate + keep * H[i], within(1e-5));
      }
    }
  }
}
