package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.data.Task;
import io.ats.core.objective.Baseline;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.objective.Reward;
import io.ats.core.objective.ScoreFunctionOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A small random problem for REINFORCE, in float64. In each repeat of each image, one position is
 * drawn from {@code a = softmax(s)} and has the loss {@code ℓ}; estimated is the gradient of the
 * images' mean expected loss with respect to the scores.
 *
 * @param scores {@code s}, {@code (B,D)}
 * @param losses {@code ℓ}, {@code (B,D)}
 * @param repeats {@code R} per image
 */
record BaselineProblem(double[][] scores, double[][] losses, int repeats) {

  static BaselineProblem random(int images, int positions, int repeats, long seed) {
    Random random = new Random(seed);
    double[][] scores = new double[images][];
    double[][] losses = new double[images][];
    for (int b = 0; b < images; b++) {
      scores[b] = random.doubles(positions, -2, 2).toArray();
      losses[b] = random.doubles(positions, 0, 2).toArray();
    }
    return new BaselineProblem(scores, losses, repeats);
  }

  /** Enumerates the joint draws of all images and repeats, and differentiates each outcome. */
  Estimate enumerate(Baseline baseline) {
    int positions = scores[0].length;
    List<int[]> all = Outcomes.draws(positions, scores.length * repeats, true);
    double[][] attention = Arrays.stream(scores).map(Outcomes::softmax).toArray(double[][]::new);
    double[] probabilities = new double[all.size()];
    double[][] outcomes = new double[all.size()][];
    for (int n = 0; n < outcomes.length; n++) {
      int[] drawn = all.get(n);
      probabilities[n] = 1;
      for (int row = 0; row < drawn.length; row++) {
        probabilities[n] *= attention[row / repeats][drawn[row]];
      }
      outcomes[n] = gradient(drawn, baseline);
    }
    return Estimate.of(outcomes, probabilities, truth(attention));
  }

  private double[] truth(double[][] attention) {
    double[] all = new double[scores.length * scores[0].length];
    for (int b = 0; b < scores.length; b++) {
      double[] own = Outcomes.softmaxGradient(attention[b], losses[b]);
      for (int d = 0; d < own.length; d++) {
        all[b * own.length + d] = own[d] / scores.length;
      }
    }
    return all;
  }

  private double[] gradient(int[] drawn, Baseline baseline) {
    Objective objective =
        new Objective(
            new Task("any", 2, false),
            new ObjectiveOptions(new ScoreFunctionOptions(Reward.LOSS, baseline, 1)));
    long[] cells = new long[drawn.length];
    double[] found = new double[drawn.length];
    for (int row = 0; row < drawn.length; row++) {
      cells[row] = (long) row / repeats * scores[0].length + drawn[row];
      found[row] = losses[row / repeats][drawn[row]];
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDArray leaf =
          manager.create(flat(scores), new Shape(scores.length, scores[0].length)); // (B,D)
      leaf.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray logs = leaf.logSoftmax(1).flatten().gather(manager.create(cells), 0); // (B·R)
        collector.backward(objective.scoreFunction(logs, manager.create(found), repeats));
      }
      return leaf.getGradient().toDoubleArray();
    }
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
