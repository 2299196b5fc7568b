package io.ats.core.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.attention.Plain;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.HostDraws;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hidden layers, with and without batch normalisation. */
class DenseTest {

  private static final int ROWS = 5;
  private static final int IN = 3;
  private static final int UNITS = 4;

  private final NDManager manager = NDManager.newBaseManager();
  private final double[] x = new Random(1).doubles(ROWS * IN, -2, 3).toArray();

  @AfterEach
  void close() {
    manager.close();
  }

  private Block hidden(boolean batchNorm) {
    Block hidden = Dense.hidden(UNITS, batchNorm);
    hidden.initialize(manager, DataType.FLOAT32, new Shape(1, IN));
    NDArray weight =
        hidden.getChildren().values().get(0).getDirectParameters().get("weight").getArray();
    new HostDraws(4)
        .uniform(manager, -0.5, 0.5, weight.getShape(), DataType.FLOAT32)
        .copyTo(weight);
    return hidden;
  }

  private NDArray rows(int count) {
    return manager.create(x, new Shape(ROWS, IN)).toType(DataType.FLOAT32, false).get(":" + count);
  }

  private double[] apply(Block hidden, int rows, boolean training) {
    return Plain.flat(
        Plain.rows(
            hidden
                .forward(new ParameterStore(manager, false), new NDList(rows(rows)), training)
                .singletonOrThrow()
                .toType(DataType.FLOAT64, false)
                .toDoubleArray(),
            UNITS));
  }

  private static double[] linear(Block hidden, double[] x) {
    double[] weight =
        hidden
            .getChildren()
            .values()
            .get(0)
            .getDirectParameters()
            .get("weight")
            .getArray()
            .toType(DataType.FLOAT64, false)
            .toDoubleArray();
    double[] result = new double[x.length / IN * UNITS];
    for (int i = 0; i < result.length; i++) {
      for (int j = 0; j < IN; j++) {
        result[i] += x[i / UNITS * IN + j] * weight[i % UNITS * IN + j];
      }
    }
    return result;
  }

  @Test
  void withoutNormalisationItIsALinearLayerWithReLU() {
    Block hidden = hidden(false);
    double[] expected = linear(hidden, x);
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Math.max(0, expected[i]); // its bias starts at zero
    }
    assertThat(Gradients.distance(apply(hidden, ROWS, true), expected)).isLessThan(1e-5);
  }

  @Test
  void trainingNormalisesByTheBatch() {
    Block hidden = hidden(true);
    double[] expected = linear(hidden, x);
    for (int unit = 0; unit < UNITS; unit++) {
      double mean = 0;
      double variance = 0;
      for (int n = 0; n < ROWS; n++) {
        mean += expected[n * UNITS + unit] / ROWS;
      }
      for (int n = 0; n < ROWS; n++) {
        variance += Math.pow(expected[n * UNITS + unit] - mean, 2) / ROWS;
      }
      for (int n = 0; n < ROWS; n++) {
        double standard = (expected[n * UNITS + unit] - mean) / Math.sqrt(variance + 1e-5);
        expected[n * UNITS + unit] = Math.max(0, standard);
      }
    }
    assertThat(Gradients.distance(apply(hidden, ROWS, true), expected)).isLessThan(1e-5);
  }

  /** By its own mean every feature of one row would be 0, and the layer would learn nothing. */
  @Test
  void oneRowIsNormalisedByTheRunningStatistics() {
    Block hidden = hidden(true);
    for (int step = 0; step < 3; step++) {
      apply(hidden, ROWS, true); // moves the running statistics
    }
    double[] inference = apply(hidden, 1, false);
    assertThat(Gradients.distance(inference, new double[UNITS])).isGreaterThan(0.1);
    assertThat(apply(hidden, 1, true)).isEqualTo(inference);
    assertThat(apply(hidden, 1, false)).as("a step of one row moves nothing").isEqualTo(inference);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(
          hidden
              .forward(new ParameterStore(manager, false), new NDList(rows(1)), true)
              .singletonOrThrow()
              .sum());
    }
    NDArray weight =
        hidden.getChildren().values().get(0).getDirectParameters().get("weight").getArray();
    assertThat(weight.getGradient().abs().sum().getFloat()).isGreaterThan(1e-3f);
  }
}
