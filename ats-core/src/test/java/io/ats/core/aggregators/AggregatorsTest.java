package io.ats.core.aggregators;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.data.Task;
import io.ats.core.source.Pictures;
import io.ats.core.testing.Gradients;
import io.ats.core.testing.RandomValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatorsTest {

  private static final int B = 2;
  private static final Task TASK = new Task("any", 2, false);
  private static final int K = 3;
  private static final int F = 2;
  private static final double[] FEATURES = {1, -2, 0.5, 3, -1, 0.25, 2, 2, -3, 1, 0, -0.5};
  private static final double[] WEIGHTS = {0.2, 0.5, 0.3, 1, 0.1, 0.4};

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private Aggregator make(String name) {
    Aggregator aggregator =
        switch (name) {
          case "mean" -> new Mean().create(TASK);
          case "max" -> new Max().create(TASK);
          default -> new GatedAttentionOptions(2).create(TASK);
        };
    aggregator.initialize(manager, DataType.FLOAT32, new Shape(1, 1, F));
    RandomValues.draw(aggregator, 4);
    return aggregator;
  }

  private NDArray array(double[] values, long... shape) {
    return manager.create(values, new Shape(shape)).toType(DataType.FLOAT32, false);
  }

  private NDArray aggregate(Aggregator aggregator, NDArray features, NDArray weights) {
    Selection selection =
        Selection.of(
            manager.zeros(new Shape(B, K, 1, 1, 1)), weights, manager.zeros(new Shape(B, K, 4)));
    Pass pass = new Pass(new ParameterStore(manager, false), false, 1, null, null);
    return aggregator.aggregate(features, selection, pass);
  }

  private double[] aggregate(String name, double[] features, double[] weights) {
    NDArray found = aggregate(make(name), array(features, B, K, F), array(weights, B, K));
    assertThat(found.getShape()).isEqualTo(new Shape(B, F));
    assertThat(make(name).getOutputShapes(new Shape[] {new Shape(B, K, F)}))
        .containsExactly(new Shape(B, F));
    return Pictures.doubles(found);
  }

  private static double relative(double[] weights, int b, int k) {
    double mean = (weights[b * K] + weights[b * K + 1] + weights[b * K + 2]) / K;
    return weights[b * K + k] / mean;
  }

  @Test
  void meanIsTheWeightedSum() {
    double[] expected = new double[B * F];
    for (int i = 0; i < FEATURES.length; i++) {
      expected[i / (K * F) * F + i % F] += WEIGHTS[i / F] * FEATURES[i];
    }
    assertThat(Gradients.distance(aggregate("mean", FEATURES, WEIGHTS), expected)).isLessThan(1e-6);
  }

  @Test
  void maxIsTheLargestOfTheRelativelyWeighted() {
    double[] expected = new double[B * F];
    for (int b = 0; b < B; b++) {
      for (int f = 0; f < F; f++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < K; k++) {
          largest = Math.max(largest, relative(WEIGHTS, b, k) * FEATURES[(b * K + k) * F + f]);
        }
        expected[b * F + f] = largest;
      }
    }
    assertThat(Gradients.distance(aggregate("max", FEATURES, WEIGHTS), expected)).isLessThan(1e-6);
  }

  @Test
  void equalWeightsChangeNothingInMax() {
    double[] equal = {0.25, 0.25, 0.25, 7, 7, 7};
    double[] expected = {1, 3, 2, 2};
    assertThat(Gradients.distance(aggregate("max", FEATURES, equal), expected)).isLessThan(1e-6);
  }

  /** Eq. 9 of Ilse et al. by hand, the layers' values set. */
  @Test
  void gatedAttentionIsItsFormula() {
    Aggregator aggregator = make("gated-attention");
    double[][] v = {{0.5, -1}, {2, 0.25}};
    double[] vBias = {0.1, -0.2};
    double[][] u = {{-0.3, 0.8}, {1, -1}};
    double[] uBias = {0, 0.5};
    double[] w = {1.5, -0.7};
    set(aggregator, "value", "weight", 0.5, -1, 2, 0.25);
    set(aggregator, "value", "bias", vBias);
    set(aggregator, "gate", "weight", -0.3, 0.8, 1, -1);
    set(aggregator, "gate", "bias", uBias);
    set(aggregator, "score", "weight", w);
    double[] expected = new double[B * F];
    for (int b = 0; b < B; b++) {
      double[] score = new double[K];
      double sum = 0;
      for (int k = 0; k < K; k++) {
        double r = relative(WEIGHTS, b, k);
        double x = r * FEATURES[(b * K + k) * F];
        double y = r * FEATURES[(b * K + k) * F + 1];
        for (int l = 0; l < 2; l++) {
          double gate = 1 / (1 + Math.exp(-(u[l][0] * x + u[l][1] * y + uBias[l])));
          score[k] += w[l] * Math.tanh(v[l][0] * x + v[l][1] * y + vBias[l]) * gate;
        }
        score[k] = Math.exp(score[k]);
        sum += score[k];
      }
      for (int k = 0; k < K; k++) {
        for (int f = 0; f < F; f++) {
          expected[b * F + f] +=
              score[k] / sum * relative(WEIGHTS, b, k) * FEATURES[(b * K + k) * F + f];
        }
      }
    }
    NDArray found = aggregate(aggregator, array(FEATURES, B, K, F), array(WEIGHTS, B, K));
    assertThat(Gradients.distance(Pictures.doubles(found), expected)).isLessThan(1e-6);
  }

  private void set(Block block, String child, String parameter, double... values) {
    Block found =
        block.getChildren().stream()
            .filter(pair -> pair.getKey().endsWith(child))
            .findFirst()
            .orElseThrow()
            .getValue();
    NDArray target = found.getDirectParameters().get(parameter).getArray();
    NDArray source = manager.create(values, target.getShape());
    source.toType(DataType.FLOAT32, false).copyTo(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "max", "gated-attention"})
  void theOrderOfThePatchesDoesNotMatter(String name) {
    int[] order = {2, 0, 1};
    double[] features = new double[FEATURES.length];
    double[] weights = new double[WEIGHTS.length];
    for (int b = 0; b < B; b++) {
      for (int k = 0; k < K; k++) {
        weights[b * K + k] = WEIGHTS[b * K + order[k]];
        for (int f = 0; f < F; f++) {
          features[(b * K + k) * F + f] = FEATURES[(b * K + order[k]) * F + f];
        }
      }
    }
    double[] expected = aggregate(name, FEATURES, WEIGHTS);
    assertThat(Gradients.distance(aggregate(name, features, weights), expected)).isLessThan(1e-6);
    // Not so if features and weights come apart.
    assertThat(Gradients.distance(aggregate(name, features, WEIGHTS), expected))
        .isGreaterThan(1e-2);
  }

  /** Against finite differences in which the mean that divides the weights stands still. */
  @ParameterizedTest
  @ValueSource(strings = {"mean", "max", "gated-attention"})
  void aGradientReachesTheWeights(String name) {
    Aggregator aggregator = make(name);
    NDArray features = array(FEATURES, B, K, F);
    NDArray direction = array(new double[] {0.7, -1.3, 0.4, 0.9}, B, F);
    double[] found =
        Gradients.of(
            w -> aggregate(aggregator, features, w).mul(direction).sum(), array(WEIGHTS, B, K));
    double step = 1e-2;
    double[] expected = new double[WEIGHTS.length];
    for (int i = 0; i < WEIGHTS.length; i++) {
      double[] sides = new double[2];
      for (int side = 0; side < 2; side++) {
        double[] at = WEIGHTS.clone();
        at[i] += side == 0 ? -step : step;
        NDArray changed = features;
        if (!name.equals("mean")) {
          // Undo the change of the mean: scale the features by new mean / old mean.
          double[] scaled = FEATURES.clone();
          double factor = relative(WEIGHTS, i / K, 0) / WEIGHTS[i / K * K];
          factor *= mean(at, i / K);
          for (int j = i / K * K * F; j < (i / K + 1) * K * F; j++) {
            scaled[j] *= factor;
          }
          changed = array(scaled, B, K, F);
        }
        sides[side] =
            aggregate(aggregator, changed, array(at, B, K)).mul(direction).sum().getFloat();
      }
      expected[i] = (sides[1] - sides[0]) / (2 * step);
    }
    assertThat(Gradients.distance(found, expected)).isLessThan(5e-3);
    assertThat(Gradients.distance(found, new double[found.length])).isGreaterThan(0.1);
  }

  private static double mean(double[] weights, int b) {
    return (weights[b * K] + weights[b * K + 1] + weights[b * K + 2]) / K;
  }
}
