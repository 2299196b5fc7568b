package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.sampling.GradientEstimator;
import io.ats.core.sampling.SampleWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A small random case of attention sampling, {@code Φ = Σ_i a_i f_i} with {@code a = softmax(s)},
 * of which the gradient of {@code ⟨g, Φ⟩} to the scores {@code s} is estimated from {@code K}
 * draws. float64.
 *
 * @param scores {@code (D)}
 * @param features {@code ⟨g, f_i⟩}, {@code (D)}: all that the gradient depends on
 * @param draws {@code K}
 */
record SamplingProblem(double[] scores, double[] features, int draws) {

  static SamplingProblem random(int positions, int draws, long seed) {
    Random random = new Random(seed);
    double[] scores = random.doubles(positions, -2, 2).toArray();
    return new SamplingProblem(scores, random.doubles(positions, -1, 1).toArray(), draws);
  }

  /**
   * Returns a case whose first {@code draws} positions hold a share of the attention, 0 &lt; mass
   * &lt; 1, and the others the rest; within both, shares differ by up to a factor of 3.
   */
  static SamplingProblem concentrated(int positions, int draws, double mass, long seed) {
    Random random = new Random(seed);
    double[] shares = random.doubles(positions, 0.5, 1.5).toArray();
    double inside = Arrays.stream(shares, 0, draws).sum();
    double outside = Arrays.stream(shares, draws, positions).sum();
    double[] scores = new double[positions];
    for (int i = 0; i < positions; i++) {
      scores[i] = Math.log(shares[i] * (i < draws ? mass / inside : (1 - mass) / outside));
    }
    return new SamplingProblem(scores, random.doubles(positions, -1, 1).toArray(), draws);
  }

  /** Enumerates every draw without replacement and differentiates each one's estimate. */
  Estimate enumerate(GradientEstimator estimator) {
    return enumerate(estimator::weights, false);
  }

  /** Does the same with draws with replacement and the one estimator that there is for them. */
  Estimate enumerateWithReplacement() {
    return enumerate(SampleWeights::withReplacement, true);
  }

  private Estimate enumerate(UnaryOperator<NDArray> estimator, boolean replacement) {
    int positions = scores.length;
    double[] attention = Outcomes.softmax(scores);
    List<int[]> all = Outcomes.draws(positions, draws, replacement);
    double[] flat;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      long[] indices = all.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
      NDArray drawn = manager.create(indices, new Shape(all.size(), draws));
      NDArray values =
          manager.create(features, new Shape(1, positions)).repeat(0, all.size()).gather(drawn, 1);
      // A row for each draw: the rows do not meet, so that each has the gradient of its own draw.
      NDArray rows = manager.create(scores, new Shape(1, positions)).repeat(0, all.size());
      rows.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray weights = estimator.apply(rows.softmax(1).gather(drawn, 1));
        collector.backward(weights.mul(values).sum());
      }
      flat = rows.getGradient().toDoubleArray();
    }
    double[][] outcomes = new double[all.size()][];
    for (int n = 0; n < outcomes.length; n++) {
      outcomes[n] = Arrays.copyOfRange(flat, n * positions, (n + 1) * positions);
    }
    double[] probabilities =
        all.stream()
            .mapToDouble(draw -> Outcomes.probability(draw, attention, replacement))
            .toArray();
    return Estimate.of(outcomes, probabilities, Outcomes.softmaxGradient(attention, features));
  }
}
