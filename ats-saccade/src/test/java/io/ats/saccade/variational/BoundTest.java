package io.ats.saccade.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.source.Pictures;
import io.ats.core.testing.HostDraws;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Eq. 5 on a small model with two saccades, its one image many times in the batch: the bound lies
 * below an importance-sampled {@code log p(y, x̂)}, and its divergence is the mean log-ratio.
 */
class BoundTest {

  private static final int COUNT = 5000;
  private static final int LATENT = 2;

  private final double[] bound = new double[COUNT];
  private final double[] logWeight = new double[COUNT];

  @Test
  void theBoundIsBelowTheImportanceSampledLogLikelihood() {
    try (NDManager manager = NDManager.newBaseManager()) {
      sample(manager);
    }
    Moments below = Moments.of(bound);
    Moments ratio = Moments.of(logWeight);
    // E_q log w is the bound too: the divergence in closed form agrees with its samples.
    assertThat(ratio.mean - below.mean)
        .isCloseTo(0, within(4 * Math.hypot(below.error, ratio.error)));
    double largest = Arrays.stream(logWeight).max().getAsDouble();
    Moments weights =
        Moments.of(Arrays.stream(logWeight).map(w -> Math.exp(w - largest)).toArray());
    double estimate = largest + Math.log(weights.mean);
    double error = weights.error / weights.mean;
    assertThat(error).as("standard error of the estimate").isLessThan(0.2);
    assertThat(below.mean).isLessThan(estimate + 3 * Math.hypot(error, below.error));
    assertThat(estimate - below.mean).as("a gap that is seen").isGreaterThan(5 * error);
  }

  private void sample(NDManager manager) {
    SaccadeOptions options =
        OptionRecords.with(
            SaccadeOptions.DEFAULTS,
            Map.of(
                "form",
                BoundForm.PRODUCT,
                "latentIsTransform",
                false,
                "initialDeviation",
                0.6,
                "network",
                new VrnnOptions(2, 6, 4, LATENT, false)));
    Shape view = new Shape(1, 3, 5);
    Vrnn network = new Vrnn(options, view);
    network.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(view));
    RandomValues.draw(network, 2);
    Pass pass =
        new Pass(new ParameterStore(manager, false), true, 1, null, null, null, new HostDraws(8));
    NDArray low = manager.create(Pictures.random(1, 15), new Shape(1, 1, 3, 5)).repeat(0, COUNT);
    NDArray features = network.features(low, pass);
    NDArray state = network.start(features);
    Bound sum = new Bound(options, network, low, pass);
    double[] likelihoods = new double[COUNT]; // log p(y | z) − Σ NLL
    for (int t = 0; t < options.patches(); t++) {
      Vrnn.Step step = network.step(features, state, true, pass);
      sum.add(step, state);
      double[] z = Pictures.doubles(step.z());
      double[] nll =
          Pictures.doubles(
              ViewLikelihood.BERNOULLI.negativeLogLikelihood(
                  network.decode(step.latentFeatures(), state, pass), low, 1));
      Rows q = new Rows(step.posterior());
      Rows p = new Rows(network.prior(state, pass));
      for (int n = 0; n < COUNT; n++) {
        double[] drawn = Arrays.copyOfRange(z, LATENT * n, LATENT * (n + 1));
        likelihoods[n] -= nll[n] + Math.log(1 + Math.exp(-drawn[0] - 2 * drawn[1])); // σ: p(y | z)
        bound[n] -= Math.log(1 + Math.exp(-drawn[0] - 2 * drawn[1]));
        logWeight[n] += p.log(drawn, n) - q.log(drawn, n);
      }
      state = step.state();
    }
    double[] total = Pictures.doubles(sum.to(empty(manager)).part(Part.LOSS_FACTOR).get());
    for (int n = 0; n < COUNT; n++) {
      bound[n] -= total[n];
      logWeight[n] += likelihoods[n];
    }
  }

  private static Selection empty(NDManager manager) {
    return Selection.of(
        manager.zeros(new Shape(COUNT, 1, 1, 1, 1)),
        manager.zeros(new Shape(COUNT, 1)),
        manager.zeros(new Shape(COUNT, 1, 4)));
  }

  /** A Gaussian an image. */
  private record Rows(double[] mean, double[] logVariance) {
    Rows(Gaussian gaussian) {
      this(Pictures.doubles(gaussian.mean()), Pictures.doubles(gaussian.logVariance()));
    }

    double log(double[] z, int row) {
      return Densities.log(
          z,
          Arrays.copyOfRange(mean, LATENT * row, LATENT * (row + 1)),
          Arrays.copyOfRange(logVariance, LATENT * row, LATENT * (row + 1)));
    }
  }

  /** Mean and its standard error. */
  private record Moments(double mean, double error) {
    static Moments of(double[] values) {
      double mean = Arrays.stream(values).average().getAsDouble();
      double variance =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().getAsDouble();
      return new Moments(mean, Math.sqrt(variance / values.length));
    }
  }
}
