package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The optimisers against their definitions, in double precision, with a rate that changes. */
class UpdatesTest {

  private static final double[] GRADIENTS = {1e-8, -2e-8, 3e-8, 0.5, -0.25, 1e-9};
  private static final double[] RATES = {0.1, 0.1, 0.01, 0.01, 0.2, 0.2};
  private static final double DECAY = 0.01;

  private static double[] trajectory(ParameterUpdate update, NDManager manager) {
    NDArray weight = manager.full(new Shape(1), 1f);
    double[] weights = new double[RATES.length];
    for (int step = 0; step < RATES.length; step++) {
      update.beginStep();
      NDArray gradient = manager.full(new Shape(1), (float) GRADIENTS[step]);
      update.update("w", weight, gradient, RATES[step]);
      weights[step] = weight.getFloat();
    }
    return weights;
  }

  private static void assertClose(double[] found, double[] expected) {
    for (int step = 0; step < expected.length; step++) {
      assertThat(found[step]).as("step %d", step).isCloseTo(expected[step], within(2e-6));
    }
  }

  /** Gradients as small as ε: there it matters which v the square root is of. */
  @ParameterizedTest
  @CsvSource({"0.9, 0, false", "0.9, 0.01, false", "0.9, 0.01, true", "0.999, 0, false"})
  void adamDividesByTheCorrectedMomentAndEpsilon(double beta1, double decay, boolean decoupled) {
    double[] expected = new double[RATES.length];
    double w = 1;
    double m = 0;
    double v = 0;
    for (int step = 0; step < RATES.length; step++) {
      double g = GRADIENTS[step] + (decoupled ? 0 : decay * w);
      w -= decoupled ? RATES[step] * decay * w : 0;
      m = beta1 * m + (1 - beta1) * g;
      v = 0.999 * v + 0.001 * g * g;
      double corrected = m / (1 - Math.pow(beta1, step + 1));
      w -= RATES[step] * corrected / (Math.sqrt(v / (1 - Math.pow(0.999, step + 1))) + 1e-8);
      expected[step] = w;
    }
    if (decay == 0) {
      assertThat(expected[0]).as("ε halves the first step").isCloseTo(0.95, within(1e-6));
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      AdamUpdate update = new AdamUpdate(manager, beta1, decay, decoupled);
      assertClose(trajectory(update, manager), expected);
    }
  }

  @Test
  void theRateOfSgdIsOutsideItsMomentum() {
    double[] expected = new double[RATES.length];
    double w = 1;
    double m = 0;
    for (int step = 0; step < RATES.length; step++) {
      m = 0.9 * m + GRADIENTS[step] + DECAY * w;
      w -= RATES[step] * m;
      expected[step] = w;
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      assertClose(trajectory(new SgdUpdate(manager, 0.9, DECAY), manager), expected);
    }
  }
}
