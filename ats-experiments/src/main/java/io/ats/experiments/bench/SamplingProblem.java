package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.sampling.GradientEstimator;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

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

  /** Enumerates every draw and differentiates each one's estimate. */
  Estimate enumerate(GradientEstimator estimator) {
    int positions = scores.length;
    double[] attention = Outcomes.softmax(scores);
    List<int[]> all = Outcomes.draws(positions, draws, false);
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
        NDArray weights = estimator.weights(rows.softmax(1).gather(drawn, 1));
        collector.backward(weights.mul(values).sum());
      }
      flat = rows.getGradient().toDoubleArray();
    }
    double[][] outcomes = new double[all.size()][];
    for (int n = 0; n < outcomes.length; n++) {
      outcomes[n] = Arrays.copyOfRange(flat, n * positions, (n + 1) * positions);
    }
    double[] probabilities =
        all.stream().mapToDouble(draw -> Outcomes.probability(draw, attention)).toArray();
    return Estimate.of(outcomes, probabilities, Outcomes.softmaxGradient(attention, features));
  }
}
