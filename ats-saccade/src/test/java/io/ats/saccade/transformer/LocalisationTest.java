package io.ats.saccade.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.source.Pictures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalisationTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore parameters = new ParameterStore(manager, false);

  @AfterEach
  void close() {
    manager.close();
  }

  private Localisation localisation(double deviation) {
    Engine.getInstance().setRandomSeed(6);
    Localisation layer = new Localisation(1.25, deviation);
    layer.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
    return layer;
  }

  private NDArray input() {
    return manager.create(Pictures.random(2, 12), new Shape(3, 4));
  }

  @Test
  void firstOutputsAreCentredAndLargeButNotOnTheEdgeOfWhereNoGradientIs() {
    float[] outputs = localisation(0).outputs(parameters, input(), true).toFloatArray();
    assertThat(outputs).containsExactly(1.25f, 0, 0, 1.25f, 0, 0, 1.25f, 0, 0);
  }

  @Test
  void outputsAreThoseOfALinearLayer() {
    Localisation layer = localisation(0.5);
    double[] weights = Pictures.doubles(layer.getDirectParameters().get("projection").getArray());
    double[] x = Pictures.doubles(input());
    double[] outputs = Pictures.doubles(layer.outputs(parameters, input(), true));
    double[] deviations = Pictures.doubles(layer.deviations(parameters, input(), false));
    for (int b = 0; b < 3; b++) {
      for (int i = 0; i < 3; i++) {
        double sum = i == 0 ? 1.25 : 0;
        double variance = 0;
        for (int j = 0; j < 4; j++) {
          sum += weights[4 * i + j] * x[4 * b + j];
          variance += weights[4 * i + j] * weights[4 * i + j] * x[4 * b + j];
        }
        assertThat(outputs[3 * b + i]).isCloseTo(sum, within(1e-6));
        assertThat(deviations[3 * b + i]).isCloseTo(Math.sqrt(variance), within(1e-6));
      }
    }
  }
}
