package io.ats.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.testing.Enumeration;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proof by exact enumeration: every ordered draw, weighed by its probability, must give the value
 * and the gradient of {@code Φ = Σ_i a_i f_i}.
 */
class SampleWeightsTest {

  private static final int FEATURES = 3;

  private record Outcome(double[] value, double[] gradient, double variance) {}

  /** One random problem: scores, features and a direction {@code g = ∂L/∂Φ}. */
  private static final class Problem {
    final double[] scores;
    final double[] features;
    final double[] direction;

    Problem(int positions, double spread, long seed) {
      Random random = new Random(seed);
      scores = random.doubles(positions).map(u -> spread * (u - 0.5)).toArray();
      features = random.doubles((long) positions * FEATURES).map(u -> 2 * u - 1).toArray();
      direction = random.doubles(FEATURES).map(u -> 2 * u - 1).toArray();
    }

    Outcome exact() {
      try (NDManager manager = NDManager.newBaseManager()) {
        double[] value = new double[FEATURES];
        double[] attention = Enumeration.softmax(scores);
        for (int i = 0; i < scores.length; i++) {
          for (int f = 0; f < FEATURES; f++) {
            value[f] += attention[i] * features[i * FEATURES + f];
          }
        }
        NDArray all = manager.create(features, new Shape(scores.length, FEATURES));
        NDArray g = manager.create(direction, new Shape(FEATURES, 1));
        double[] gradient =
            Gradients.of(
                s -> s.softmax(1).matMul(all).matMul(g).sum(),
                manager.create(scores, new Shape(1, scores.length)));
        return new Outcome(value, gradient, 0);
      }
    }

    /** Enumerates: one batch row a draw. */
    Outcome expectation(int count, boolean replacement, BinaryOperator<NDArray> weights) {
      return expectation(count, replacement, weights, DataType.FLOAT64);
    }

    /** Enumerates in a precision; sums are float64. */
    Outcome expectation(
        int count, boolean replacement, BinaryOperator<NDArray> weights, DataType type) {
      try (NDManager manager = NDManager.newBaseManager()) {
        List<int[]> draws = Enumeration.draws(scores.length, count, replacement);
        double[] attention = Enumeration.softmax(scores);
        double[] probability =
            draws.stream()
                .mapToDouble(draw -> Enumeration.probability(draw, attention, replacement))
                .toArray();
        assertThat(Arrays.stream(probability).sum()).isCloseTo(1, within());
        int rows = draws.size();
        long[] indices = draws.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
        NDArray index = manager.create(indices, new Shape(rows, count));
        NDArray all =
            manager.create(features, new Shape(scores.length, FEATURES)).toType(type, false);
        NDArray drawn = all.get(index.flatten()).reshape(rows, count, FEATURES);
        NDArray g = manager.create(direction, new Shape(FEATURES, 1)).toType(type, false);
        NDArray tiled =
            manager.create(scores, new Shape(1, scores.length)).toType(type, false).repeat(0, rows);
        UnaryOperator<NDArray> estimate =
            s -> weights.apply(s.softmax(1), index).expandDims(1).matMul(drawn).squeeze(1);
        NDArray values = estimate.apply(tiled);
        NDArray p = manager.create(probability, new Shape(rows, 1)).toType(type, false);
        // Rows do not interact: each row of this gradient is one draw's.
        double[] each = Gradients.of(s -> estimate.apply(s).matMul(g).sum(), tiled);
        double[] mean = new double[scores.length];
        double second = 0;
        for (int row = 0; row < rows; row++) {
          for (int i = 0; i < scores.length; i++) {
            double entry = each[row * scores.length + i];
            mean[i] += probability[row] * entry;
            second += probability[row] * entry * entry;
          }
        }
        double variance = second - Arrays.stream(mean).map(m -> m * m).sum();
        double[] value =
            values.mul(p).sum(new int[] {0}).toType(DataType.FLOAT64, false).toDoubleArray();
        return new Outcome(value, mean, variance);
      }
    }
  }

  private static BinaryOperator<NDArray> ofDrawn(UnaryOperator<NDArray> weights) {
    return (attention, positions) -> weights.apply(attention.gather(positions, 1));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  @ParameterizedTest
  @CsvSource({"5,3,1", "5,3,6", "4,4,2", "6,1,3", "3,2,12", "1,1,1"})
  void unbiasedEstimatorsHaveTheExactValueAndGradient(int positions, int count, double spread) {
    Problem problem = new Problem(positions, spread, 31L * positions + count);
    Outcome exact = problem.exact();
    for (GradientEstimator estimator :
        List.of(
            GradientEstimator.UNORDERED_SET,
            GradientEstimator.RAO_BLACKWELL,
            GradientEstimator.SCORE_FUNCTION)) {
      Outcome found = problem.expectation(count, false, estimator::weights);
      boolean quadrature = estimator == GradientEstimator.UNORDERED_SET;
      assertThat(Gradients.distance(found.value(), exact.value()))
          .isLessThan(quadrature ? 1e-8 : 1e-12);
      assertThat(Gradients.distance(found.gradient(), exact.gradient()))
          .as("gradient bias of %s", estimator)
          .isLessThan(quadrature ? 1e-8 : 1e-10);
    }
    Outcome found = problem.expectation(count, true, ofDrawn(SampleWeights::withReplacement));
    assertThat(Gradients.distance(found.value(), exact.value())).isLessThan(1e-12);
    assertThat(Gradients.distance(found.gradient(), exact.gradient())).isLessThan(1e-10);
  }

  /** One position has 0.9994 of the attention: 1 less that is known to four digits only. */
  @ParameterizedTest
  @EnumSource(names = {"UNORDERED_SET", "RAO_BLACKWELL", "SCORE_FUNCTION"})
  void peakedAttentionInFloat32KeepsTheGradientUnbiased(GradientEstimator estimator) {
    Problem problem = new Problem(5, 1, 3);
    problem.scores[2] = 9;
    double[] exact = problem.exact().gradient();
    Outcome found = problem.expectation(3, false, estimator::weights, DataType.FLOAT32);
    double largest = Arrays.stream(exact).map(Math::abs).max().getAsDouble();
    assertThat(Enumeration.softmax(problem.scores)[2]).isBetween(0.999, 0.9999);
    assertThat(Gradients.distance(found.gradient(), exact)).isLessThan(1e-3 * largest);
  }

  @Test
  void referenceHasTheExactValueAndABiasedGradient() {
    Problem problem = new Problem(5, 4, 7);
    Outcome exact = problem.exact();
    Outcome found = problem.expectation(3, false, ofDrawn(SampleWeights::reference));
    assertThat(Gradients.distance(found.value(), exact.value())).isLessThan(1e-12);
    double largest = Arrays.stream(exact.gradient()).map(Math::abs).max().getAsDouble();
    double bias = Gradients.distance(found.gradient(), exact.gradient());
    System.out.printf("reference: bias %.3f, largest true entry %.3f%n", bias, largest);
    assertThat(bias).isGreaterThan(0.2 * largest);
  }

  @Test
  void referenceIsThePublicFormulaEntryByEntry() {
    double[] a = {0.4, 0.3, 0.2};
    double[][] f = {{1, -2}, {0.5, 3}, {-1, 0.25}};
    double[] g = {0.7, -1.3};
    int count = a.length;
    double[] expected = new double[count];
    for (int k = 0; k < count; k++) {
      double left = 1;
      double[] partial = new double[2];
      double[] sum = new double[2];
      for (int m = 0; m < k; m++) {
        left -= a[m];
        for (int c = 0; c < 2; c++) {
          partial[c] += a[m] * f[m][c];
          sum[c] += f[m][c];
        }
      }
      for (int c = 0; c < 2; c++) {
        double estimate = partial[c] + left * f[k][c];
        expected[k] += g[c] * (estimate * left / a[k] + sum[c] - k * f[k][c]) / count;
      }
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray features = manager.create(new double[] {1, -2, 0.5, 3, -1, 0.25}, new Shape(3, 2));
      NDArray direction = manager.create(g, new Shape(2, 1));
      double[] found =
          Gradients.of(
              drawn -> SampleWeights.reference(drawn).matMul(features).matMul(direction).sum(),
              manager.create(a, new Shape(1, 3)));
      assertThat(Gradients.distance(found, expected)).isLessThan(1e-12);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.3", "1", "4"})
  void theUnorderedSetVariesLeast(double spread) {
    double unordered = 0;
    double rao = 0;
    for (int seed = 0; seed < 10; seed++) {
      Problem problem = new Problem(6, spread * Math.sqrt(12), seed);
      unordered += problem.expectation(4, false, SampleWeights::unorderedSet).variance();
      rao += problem.expectation(4, false, ofDrawn(SampleWeights::raoBlackwell)).variance();
    }
    System.out.printf(
        "logits' deviation %s: gradient variance of rao-blackwell %.2f times unordered-set's%n",
        spread, rao / unordered);
    assertThat(unordered).isPositive().isLessThan(0.9 * rao);
  }

  @Test
  void raoBlackwellVariesLessThanTheScoreFunction() {
    double rao = 0;
    double score = 0;
    for (int seed = 0; seed < 20; seed++) {
      Problem problem = new Problem(5, 4, seed);
      rao += problem.expectation(3, false, ofDrawn(SampleWeights::raoBlackwell)).variance();
      score += problem.expectation(3, false, SampleWeights::scoreFunction).variance();
    }
    System.out.printf(
        "total variance, mean of 20: rao-blackwell %.4f, score-function %.4f%n",
        rao / 20, score / 20);
    assertThat(rao).isPositive().isLessThan(score);
  }

  @ParameterizedTest
  @EnumSource
  void concentratedAttentionGivesFiniteWeightsAndGradients(GradientEstimator estimator) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray scores = manager.create(new float[] {200, 0, -200, -300}, new Shape(1, 4));
      NDArray index = manager.create(new long[] {0, 1, 3}, new Shape(1, 3));
      double[] gradient =
          Gradients.of(
              s -> estimator.weights(Attention.distribution(s, 1e-5), index).square().sum(),
              scores);
      assertThat(Arrays.stream(gradient).boxed()).allMatch(Double::isFinite);
      double[] bare =
          Gradients.of(
              s -> estimator.weights(Attention.distribution(s, 0), index).square().sum(), scores);
      assertThat(Arrays.stream(bare).boxed()).allMatch(Double::isFinite);
    }
  }
}
