package io.ats.saccade.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewLikelihoodTest {

  private static final Shape SHAPE = new Shape(2, 1, 1, 3);
  private static final double[] DECODED = {0.4, -2.1, 3.3, 0, 1.1, -0.2};
  private static final double[] VIEW = {0.9, 0, 1, 0.3, 0.5, 1};

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray decoded = manager.create(DECODED, SHAPE);
  private final NDArray view = manager.create(VIEW, SHAPE);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void bernoulliIsItsClosedForm() {
    NDArray found = ViewLikelihood.BERNOULLI.negativeLogLikelihood(decoded, view, 7);
    for (int b = 0; b < 2; b++) {
      double sum = 0;
      for (int i = 3 * b; i < 3 * b + 3; i++) {
        double p = 1 / (1 + Math.exp(-DECODED[i]));
        sum -= VIEW[i] * Math.log(p) + (1 - VIEW[i]) * Math.log(1 - p);
      }
      assertThat(found.getDouble(b)).isCloseTo(sum, within(1e-9));
    }
  }

  /** With values outside [0,1] it would have no lower bound. */
  @Test
  void bernoulliIsFiniteFarOutAndClipsNoisyViews() {
    NDArray far = manager.create(new double[] {1000, -1000}, new Shape(1, 1, 1, 2));
    NDArray bright = manager.create(new double[] {1.4, -0.4}, new Shape(1, 1, 1, 2));
    assertThat(ViewLikelihood.BERNOULLI.negativeLogLikelihood(far, bright, 1).getDouble(0))
        .isCloseTo(0, within(1e-9));
    NDArray wrong = manager.create(new double[] {0, 1}, new Shape(1, 1, 1, 2));
    assertThat(ViewLikelihood.BERNOULLI.negativeLogLikelihood(far, wrong, 1).getDouble(0))
        .isCloseTo(2000, within(1e-9));
  }

  @Test
  void gaussianIsItsClosedForm() {
    double deviation = 0.7;
    NDArray found = ViewLikelihood.GAUSSIAN.negativeLogLikelihood(decoded, view, deviation);
    double[] logVariance = new double[3];
    Arrays.fill(logVariance, 2 * Math.log(deviation));
    for (int b = 0; b < 2; b++) {
      double expected =
          -Densities.log(
              Arrays.copyOfRange(VIEW, 3 * b, 3 * b + 3),
              Arrays.copyOfRange(DECODED, 3 * b, 3 * b + 3),
              logVariance);
      assertThat(found.getDouble(b)).isCloseTo(expected, within(1e-6));
    }
  }
}
