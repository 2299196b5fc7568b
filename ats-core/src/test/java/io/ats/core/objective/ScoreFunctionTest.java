package io.ats.core.objective;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.data.Task;
import io.ats.core.testing.Enumeration;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Proof by exact enumeration: every joint draw of the {@code R} repeats of one image, weighed by
 * its probability, must give the gradient of the expected cost.
 */
class ScoreFunctionTest {

  private static final int REPEATS = 2;
  private static final Task TASK = new Task("enumerated", 2, false);

  /** Mean of the estimates over all draws, and the sum of their variances. */
  private record Moments(double[] mean, double variance) {}

  /** One image: scores, and for every draw of K the logits that it leads to; the label is 0. */
  private static final class Problem {
    final double[] scores;
    final int count;
    final List<int[]> draws;
    final double[] logits;

    /** With {@code offset}, every draw's loss is near it: the true logit lies far below. */
    Problem(int positions, int count, double offset, long seed) {
      Random random = new Random(seed);
      this.count = count;
      scores = random.doubles(positions).map(u -> 3 * (u - 0.5)).toArray();
      draws = Enumeration.draws(positions, count, true);
      logits = random.doubles(2L * draws.size()).map(u -> 2 * u - 1).toArray();
      for (int i = 0; i < logits.length; i += 2) {
        logits[i] -= offset;
      }
    }

    double probability(int draw) {
      return Enumeration.probability(draws.get(draw), Enumeration.softmax(scores), true);
    }

    double cost(int draw, Reward reward) {
      double loss = Math.log1p(Math.exp(logits[2 * draw + 1] - logits[2 * draw]));
      return switch (reward) {
        case LOSS -> loss;
        case BOUNDED -> -Math.exp(-loss);
        case CORRECT -> logits[2 * draw] > logits[2 * draw + 1] ? -1 : 0;
      };
    }

    /**
     * {@code ∂/∂s_i E[cost] = Σ_q p(q)·cost(q)·(n_i(q) − K·a_i)}, {@code n_i} the times i is drawn.
     */
    double[] exact(Reward reward) {
      double[] attention = Enumeration.softmax(scores);
      double[] gradient = new double[scores.length];
      for (int q = 0; q < draws.size(); q++) {
        for (int i = 0; i < scores.length; i++) {
          int position = i;
          long times = Arrays.stream(draws.get(q)).filter(drawn -> drawn == position).count();
          gradient[i] += probability(q) * cost(q, reward) * (times - count * attention[i]);
        }
      }
      return gradient;
    }

    Moments estimates(Reward reward, Baseline baseline) {
      Objective objective =
          new Objective(TASK, new ObjectiveOptions(new ScoreFunctionOptions(reward, baseline, 1)));
      double[] mean = new double[scores.length];
      double second = 0;
      double total = 0;
      for (int[] joint : Enumeration.draws(draws.size(), REPEATS, true)) {
        double p = probability(joint[0]) * probability(joint[1]);
        double[] estimate = estimate(objective, joint);
        total += p;
        for (int i = 0; i < mean.length; i++) {
          mean[i] += p * estimate[i];
          second += p * estimate[i] * estimate[i];
        }
      }
      assertThat(total).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
      return new Moments(mean, second - Arrays.stream(mean).map(m -> m * m).sum());
    }

    /** The gradient of the whole objective: of the mean loss, which has none here, and the term. */
    private double[] estimate(Objective objective, int[] joint) {
      try (NDManager manager = NDManager.newBaseManager()) {
        long[] index =
            Arrays.stream(joint)
                .mapToObj(draws::get)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray();
        double[] found = new double[2 * REPEATS];
        for (int r = 0; r < REPEATS; r++) {
          found[2 * r] = logits[2 * joint[r]];
          found[2 * r + 1] = logits[2 * joint[r] + 1];
        }
        NDArray drawn = manager.create(index, new Shape(1, (long) REPEATS * count));
        NDArray outputs = manager.create(found, new Shape(REPEATS, 2));
        NDArray labels = manager.create(new long[] {0});
        Selection chosen =
            Selection.of(
                    manager.zeros(new Shape(REPEATS, count, 1, 1, 1)),
                    manager.ones(new Shape(REPEATS, count)),
                    manager.zeros(new Shape(REPEATS, count, 4)))
                .withRepeats(REPEATS);
        return Gradients.of(
            s -> {
              NDArray logs = s.logSoftmax(1).gather(drawn, 1).reshape(REPEATS, count);
              Selection selection = chosen.with(Part.LOG_PROBABILITY, logs.sum(new int[] {1}));
              return objective.loss(new Prediction(outputs, selection, null), labels);
            },
            manager.create(scores, new Shape(1, scores.length)));
      }
    }
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().getAsDouble();
  }

  @ParameterizedTest
  @CsvSource({"LOSS,3,1", "LOSS,3,2", "BOUNDED,3,1", "BOUNDED,3,2", "CORRECT,3,2", "LOSS,5,1"})
  void withoutABaselineAndWithLeaveOneOutItIsUnbiased(Reward reward, int positions, int count) {
    Problem problem = new Problem(positions, count, 0, 11L * positions + count);
    double[] exact = problem.exact(reward);
    assertThat(largest(exact)).isGreaterThan(0.01);
    for (Baseline baseline : List.of(Baseline.NONE, Baseline.LEAVE_ONE_OUT)) {
      assertThat(Gradients.distance(problem.estimates(reward, baseline).mean(), exact))
          .as("bias of %s", baseline)
          .isLessThan(1e-10);
    }
  }

  @ParameterizedTest
  @CsvSource({"LOSS,3,1", "BOUNDED,3,2"})
  void theBatchMeanShrinksTheGradient(Reward reward, int positions, int count) {
    Problem problem = new Problem(positions, count, 0, 5);
    double[] exact = problem.exact(reward);
    double[] found = problem.estimates(reward, Baseline.BATCH_MEAN).mean();
    double[] shrunk = Arrays.stream(exact).map(g -> g * (1 - 1.0 / REPEATS)).toArray();
    assertThat(Gradients.distance(found, shrunk)).isLessThan(1e-10);
    assertThat(Gradients.distance(found, exact)).isGreaterThan(0.4 * largest(exact));
  }

  @Test
  void leaveOneOutVariesLessWhereLossesHaveAnOffset() {
    double[] variance = new double[3];
    for (int seed = 0; seed < 5; seed++) {
      Problem problem = new Problem(3, 2, 3, seed);
      for (Baseline baseline : Baseline.values()) {
        variance[baseline.ordinal()] += problem.estimates(Reward.LOSS, baseline).variance() / 5;
      }
    }
    double none = variance[Baseline.NONE.ordinal()];
    double one = variance[Baseline.LEAVE_ONE_OUT.ordinal()];
    System.out.printf(
        "score function, losses near 3, R = 2, total variance: none %.4f, batch-mean %.4f"
            + " (biased), leave-one-out %.4f%n",
        none, variance[Baseline.BATCH_MEAN.ordinal()], one);
    assertThat(one).isPositive().isLessThan(0.5 * none);
  }
}
