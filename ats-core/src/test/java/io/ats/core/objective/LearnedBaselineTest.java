package io.ats.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.data.Task;
import io.ats.core.testing.Enumeration;
import io.ats.core.testing.Gradients;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The score-function term with a baseline for each step, by enumeration of every pair of draws. */
class LearnedBaselineTest {

  private static final int POSITIONS = 4;
  private static final int STEPS = 2;
  private static final Objective OBJECTIVE =
      new Objective(new Task("enumerated", 2, false), ObjectiveOptions.DEFAULTS);

  private final Random random = new Random(5);
  private final double[] scores = random.doubles(POSITIONS).map(u -> 3 * u).toArray();
  private final double[] losses = random.doubles(POSITIONS * POSITIONS).map(u -> 2 + u).toArray();
  private final double[] afterFirst = random.doubles(POSITIONS).map(u -> 2 * u).toArray();

  /** Which draw the second step's baseline looks at: 0, the one before it, or 1, its own. */
  private double[] mean(int looksAt) {
    double[] mean = new double[POSITIONS];
    double[] attention = Enumeration.softmax(scores);
    for (int[] drawn : Enumeration.draws(POSITIONS, STEPS, true)) {
      double p = attention[drawn[0]] * attention[drawn[1]];
      double[] estimate = estimate(drawn, afterFirst[drawn[looksAt]]);
      for (int i = 0; i < POSITIONS; i++) {
        mean[i] += p * estimate[i];
      }
    }
    return mean;
  }

  private double[] estimate(int[] drawn, double second) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray index = manager.create(new long[] {drawn[0], drawn[1]}, new Shape(1, STEPS));
      NDArray loss = manager.create(new double[] {losses[drawn[0] * POSITIONS + drawn[1]]});
      NDArray expected = manager.create(new double[] {0.7, second}, new Shape(1, STEPS));
      return Gradients.of(
          s -> OBJECTIVE.scoreFunction(s.logSoftmax(1).gather(index, 1), loss, expected),
          manager.create(scores, new Shape(1, POSITIONS)));
    }
  }

  /** {@code ∂/∂s_i Σ_{q,r} a_q·a_r·ℓ_{qr}}. */
  private double[] exact() {
    double[] attention = Enumeration.softmax(scores);
    double[] gradient = new double[POSITIONS];
    for (int q = 0; q < POSITIONS; q++) {
      for (int r = 0; r < POSITIONS; r++) {
        for (int i = 0; i < POSITIONS; i++) {
          int times = (q == i ? 1 : 0) + (r == i ? 1 : 0);
          gradient[i] +=
              attention[q]
                  * attention[r]
                  * losses[q * POSITIONS + r]
                  * (times - STEPS * attention[i]);
        }
      }
    }
    return gradient;
  }

  @Test
  void unbiasedWhereTheBaselineKnowsEarlierDrawsOnly() {
    assertThat(Gradients.distance(mean(0), exact())).isLessThan(1e-12);
    assertThat(Gradients.distance(mean(1), exact())).as("knowing its own").isGreaterThan(0.01);
  }

  @Test
  void theBaselineLearnsTheCost() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logs = manager.create(new double[] {-1, -2, -3, -4}, new Shape(2, 2));
      NDArray loss = manager.create(new double[] {3, 5});
      NDArray expected = manager.create(new double[] {2.5, 3, 7, 5}, new Shape(2, 2));
      double[] found = Gradients.of(b -> OBJECTIVE.scoreFunction(logs, loss, b), expected);
      // 2·(b − c)/4
      assertThat(Gradients.distance(found, new double[] {-0.25, 0, 1, 0})).isLessThan(1e-12);
      double value = OBJECTIVE.scoreFunction(logs, loss, expected).toDoubleArray()[0];
      double term = (-1 * 0.5 + -2 * 0 + -3 * -2 + -4 * 0) / 2;
      assertThat(value).isCloseTo(term + (0.25 + 0 + 4 + 0) / 4, within(1e-12));
    }
  }

  @Test
  void withoutALearnedBaselineTheStepsAddUp() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray loss = manager.create(new double[] {3, 5});
      NDArray steps = manager.create(new double[] {-1, -2, -3, -4}, new Shape(2, 2));
      NDArray whole = manager.create(new double[] {-3, -7});
      assertThat(OBJECTIVE.scoreFunction(steps, loss, 2).toDoubleArray())
          .isEqualTo(OBJECTIVE.scoreFunction(whole, loss, 2).toDoubleArray());
    }
  }

  @Test
  void aLossFactorMultipliesEachImagesLoss() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = manager.create(new double[] {0, 0, 1, -1}, new Shape(2, 2));
      NDArray labels = manager.create(new long[] {0, 1});
      Selection selection =
          Selection.of(
                  manager.zeros(new Shape(2, 1, 1, 1, 1)),
                  manager.ones(new Shape(2, 1)),
                  manager.zeros(new Shape(2, 1, 4)))
              .with(Part.LOSS_FACTOR, manager.create(new double[] {2, 3}))
              .withPenalty("kl", manager.create(10.0));
      double loss =
          OBJECTIVE.loss(new Prediction(logits, selection, null), labels).toDoubleArray()[0];
      double expected = (2 * Math.log(2) + 3 * Math.log(1 + Math.exp(2))) / 2 + 10;
      assertThat(loss).isCloseTo(expected, within(1e-12));
    }
  }
}
