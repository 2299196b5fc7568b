package io.ats.saccade.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.sampling.Randomness;
import io.ats.core.source.Pictures;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Divergence and samples, with one and the same meaning of the log-variance. */
class GaussianTest {

  private static final double[] MEAN = {0.3, -1.2, 0.8};
  private static final double[] LOG_VARIANCE = {-1.4, 0.6, 0.1};
  private static final double[] PRIOR_MEAN = {-0.2, 0.4, 0.7};
  private static final double[] PRIOR_LOG_VARIANCE = {0.5, -0.3, 1.2};

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private Gaussian gaussian(double[] mean, double[] logVariance, int rows) {
    Shape one = new Shape(1, mean.length);
    return Gaussian.clamped(
        manager.create(mean, one).repeat(0, rows),
        manager.create(logVariance, one).repeat(0, rows));
  }

  /** {@code log σ_p − log σ + (σ² + (μ − μ_p)²)/(2σ_p²) − ½} a dimension. */
  private static double closedForm() {
    double sum = 0;
    for (int i = 0; i < MEAN.length; i++) {
      double sigma = Math.exp(LOG_VARIANCE[i] / 2);
      double priorSigma = Math.exp(PRIOR_LOG_VARIANCE[i] / 2);
      double apart = MEAN[i] - PRIOR_MEAN[i];
      sum +=
          Math.log(priorSigma / sigma)
              + (sigma * sigma + apart * apart) / (2 * priorSigma * priorSigma)
              - 0.5;
    }
    return sum;
  }

  @Test
  void divergenceIsItsClosedFormAndZeroFromItself() {
    Gaussian q = gaussian(MEAN, LOG_VARIANCE, 2);
    Gaussian p = gaussian(PRIOR_MEAN, PRIOR_LOG_VARIANCE, 2);
    assertThat(q.kl(p).getShape()).isEqualTo(new Shape(2));
    assertThat(q.kl(p).getDouble(1)).isCloseTo(closedForm(), within(1e-9));
    assertThat(q.kl(q).getDouble(0)).isCloseTo(0, within(1e-12));
  }

  /** {@code KL = E_q[log q(z) − log p(z)]}, densities in the test's own words. */
  @Test
  void divergenceIsItsMonteCarloEstimate() {
    Engine.getInstance().setRandomSeed(3);
    int count = 200_000;
    double[] z = gaussian(MEAN, LOG_VARIANCE, count).sample(Randomness.ENGINE).toDoubleArray();
    double sum = 0;
    double squares = 0;
    for (int n = 0; n < count; n++) {
      double[] drawn = Arrays.copyOfRange(z, 3 * n, 3 * n + 3);
      double term =
          Densities.log(drawn, MEAN, LOG_VARIANCE)
              - Densities.log(drawn, PRIOR_MEAN, PRIOR_LOG_VARIANCE);
      sum += term;
      squares += term * term;
    }
    double mean = sum / count;
    double error = Math.sqrt((squares / count - mean * mean) / count);
    assertThat(error).isBetween(1e-4, 1e-2);
    assertThat(mean).isCloseTo(closedForm(), within(3 * error));
  }

  @Test
  void samplesHaveTheMeanAndTheDeviationOfTheLogVariance() {
    Engine.getInstance().setRandomSeed(4);
    int count = 100_000;
    Gaussian q = gaussian(MEAN, LOG_VARIANCE, count);
    NDArray z = q.sample(Randomness.ENGINE);
    double[] mean = z.mean(new int[] {0}).toDoubleArray();
    double[] square = z.square().mean(new int[] {0}).toDoubleArray();
    for (int i = 0; i < MEAN.length; i++) {
      double sigma = Math.exp(0.5 * LOG_VARIANCE[i]);
      assertThat(q.deviation().getDouble(7, i)).isCloseTo(sigma, within(1e-12));
      assertThat(mean[i]).isCloseTo(MEAN[i], within(4 * sigma / Math.sqrt(count)));
      assertThat(Math.sqrt(square[i] - mean[i] * mean[i]))
          .isCloseTo(sigma, within(4 * sigma / Math.sqrt(2.0 * count)));
    }
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    NDArray at = manager.create(new double[] {0.3, -1.2, -0.4, 0.6, 0.2, 0.1, 0.5, -0.3});
    UnaryOperator<NDArray> kl =
        x -> {
          NDArray parts = x.reshape(4, 1, 2);
          return Gaussian.clamped(parts.get(0), parts.get(1))
              .kl(Gaussian.clamped(parts.get(2), parts.get(3)));
        };
    UnaryOperator<NDArray> sample =
        x -> {
          Engine.getInstance().setRandomSeed(5);
          NDArray parts = x.reshape(4, 1, 2);
          return Gaussian.clamped(parts.get(0), parts.get(1)).sample(Randomness.ENGINE);
        };
    NDArray one = manager.create(new double[] {1.5});
    NDArray two = manager.create(new double[] {1.5, -0.7}, new Shape(1, 2));
    assertSame(Pictures.gradient(at, one, kl), Pictures.differences(at, one, 1e-6, kl));
    assertSame(Pictures.gradient(at, two, sample), Pictures.differences(at, two, 1e-6, sample));
  }

  private static void assertSame(double[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("entry %d", i).isCloseTo(expected[i], within(1e-7));
    }
  }

  @Test
  void extremeLogVariancesAreClampedForBoth() {
    Gaussian wild = gaussian(new double[] {0, 0}, new double[] {-500, 500}, 1);
    assertThat(wild.logVariance().toDoubleArray()).containsExactly(-10, 10);
    Gaussian standard = gaussian(new double[] {0, 0}, new double[] {0, 0}, 1);
    double expected = 0.5 * (10 + Math.exp(-10) - 1) + 0.5 * (-10 + Math.exp(10) - 1);
    assertThat(wild.kl(standard).getDouble(0)).isCloseTo(expected, within(1e-6));
  }
}
