package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.sampling.GradientEstimator;
import io.ats.core.sampling.SampleWeights;
import io.ats.core.sampling.SystematicDraws;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.LongStream;

/**
 * A small random problem for attention sampling, {@code Φ = Σ_i a_i f_i} with {@code a =
 * softmax(s)}, in float64. Estimated is the gradient of {@code ⟨g, Φ⟩} with respect to the scores
 * {@code s}, from {@code K} draws.
 *
 * @param scores {@code s}, {@code (D)}
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
   * Returns a problem whose first {@code draws} positions hold the share {@code mass}, between 0
   * and 1, of the attention; shares within each group differ by up to a factor of 3.
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

  /** Enumerates all draws without replacement and differentiates the estimate of each. */
  Estimate enumerate(GradientEstimator estimator) {
    return enumerate(estimator::weights, false);
  }

  /** Does the same for systematic draws, of which each piece of {@code u ∈ (0,1)} is one. */
  Estimate enumerateSystematic() {
    int positions = scores.length;
    double[] attention = Outcomes.softmax(scores);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDArray a = manager.create(attention, new Shape(1, positions));
      TreeSet<Double> ends = new TreeSet<>(List.of(0.0, 1.0));
      double sum = 0;
      for (double inclusion : SystematicDraws.inclusion(a, draws).toDoubleArray()) {
        sum += inclusion;
        ends.add(sum - Math.floor(sum));
      }
      double[] all = ends.stream().mapToDouble(Double::doubleValue).toArray();
      int pieces = all.length - 1;
      double[] middles = new double[pieces];
      double[] lengths = new double[pieces];
      for (int i = 0; i < pieces; i++) {
        middles[i] = (all[i] + all[i + 1]) / 2;
        lengths[i] = all[i + 1] - all[i];
      }
      NDArray rows = a.repeat(0, pieces);
      NDArray drawn =
          SystematicDraws.positions(
              SystematicDraws.inclusion(rows, draws),
              draws,
              LongStream.range(0, positions).toArray(),
              manager.create(middles, new Shape(pieces, 1)));
      double[][] outcomes =
          outcomes(
              manager,
              drawn,
              (attended, at) ->
                  SystematicDraws.weights(
                      attended, SystematicDraws.inclusion(attended, draws), at));
      return Estimate.of(outcomes, lengths, Outcomes.softmaxGradient(attention, features));
    }
  }

  /** Does the same for draws with replacement, which have a single estimator. */
  Estimate enumerateWithReplacement() {
    return enumerate(
        (attention, drawn) -> SampleWeights.withReplacement(attention.gather(drawn, 1)), true);
  }

  private Estimate enumerate(BinaryOperator<NDArray> estimator, boolean replacement) {
    int positions = scores.length;
    double[] attention = Outcomes.softmax(scores);
    List<int[]> all = Outcomes.draws(positions, draws, replacement);
    double[][] outcomes;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      long[] indices = all.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
      NDArray drawn = manager.create(indices, new Shape(all.size(), draws));
      outcomes = outcomes(manager, drawn, estimator);
    }
    double[] probabilities =
        all.stream()
            .mapToDouble(draw -> Outcomes.probability(draw, attention, replacement))
            .toArray();
    return Estimate.of(outcomes, probabilities, Outcomes.softmaxGradient(attention, features));
  }

  /** Returns the gradient of each draw's estimate. */
  private double[][] outcomes(NDManager manager, NDArray drawn, BinaryOperator<NDArray> estimator) {
    int positions = scores.length;
    int count = (int) drawn.getShape().get(0);
    NDArray values =
        manager.create(features, new Shape(1, positions)).repeat(0, count).gather(drawn, 1);
    // A row per draw. Rows are independent: each gets the gradient of its own draw.
    NDArray rows = manager.create(scores, new Shape(1, positions)).repeat(0, count);
    rows.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray weights = estimator.apply(rows.softmax(1), drawn);
      collector.backward(weights.mul(values).sum());
    }
    double[] flat = rows.getGradient().toDoubleArray();
    double[][] outcomes = new double[count][];
    for (int n = 0; n < count; n++) {
      outcomes[n] = Arrays.copyOfRange(flat, n * positions, (n + 1) * positions);
    }
    return outcomes;
  }
}
