package io.ats.core.aggregators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Aggregator;
import io.ats.core.attention.Plain;
import io.ats.core.data.Task;
import io.ats.core.testing.Gradients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcatTest {

  private static final int B = 2;
  private static final int K = 4;
  private static final int F = 3;

  private final NDManager manager = NDManager.newBaseManager();
  private final Patches patches = Patches.random(1, B, K, F);

  @AfterEach
  void close() {
    manager.close();
  }

  private Aggregator concat(int hidden) {
    return concat(hidden, ConcatOptions.Order.POSITION);
  }

  private Aggregator concat(int hidden, ConcatOptions.Order order) {
    Aggregator concat = new ConcatOptions(hidden, order).create(new Task("any", 2, false));
    concat.initialize(manager, DataType.FLOAT64, new Shape(1, K, F));
    Plain.randomise(concat, 3);
    return concat;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void isItsDefinition(int hidden) {
    Aggregator concat = concat(hidden);
    int width = hidden == 0 ? K * F : hidden;
    double[] found = patches.aggregate(concat, manager);
    assertThat(found).hasSize(B * width);
    assertThat(concat.getOutputShapes(new Shape[] {new Shape(B, K, F)}))
        .containsExactly(new Shape(B, width));
    for (int b = 0; b < B; b++) {
      double[][] expected = {Plain.flat(patches.sorted(b, patches.means())[0])};
      if (hidden > 0) {
        expected = Plain.of(concat).linear("hidden", expected);
        for (int i = 0; i < hidden; i++) {
          expected[0][i] = Math.max(0, expected[0][i]);
        }
      }
      assertThat(Gradients.distance(Plain.rows(found, width)[b], expected[0])).isLessThan(1e-12);
    }
  }

  @Test
  void theOrderOfDrawingDoesNotMatterButThePositionsDo() {
    Aggregator concat = concat(0);
    double[] expected = patches.aggregate(concat, manager);
    Patches permuted = patches.permuted(2, 0, 3, 1);
    assertThat(Gradients.distance(permuted.aggregate(concat, manager), expected)).isZero();
    assertThat(
            Gradients.distance(
                permuted.withRegions(patches.regions()).aggregate(concat, manager), expected))
        .isGreaterThan(0.1);
  }

  /** The positions say nothing, and each slot is a patch's features times its relative weight. */
  @Test
  void asSelectedTheOrderOfDrawingCountsAlone() {
    Aggregator concat = concat(0, ConcatOptions.Order.SELECTION);
    double[] found = patches.aggregate(concat, manager);
    double[] means = patches.means();
    double[] weights = patches.weights(manager).toDoubleArray();
    for (int i = 0; i < found.length; i++) {
      int b = i / (K * F);
      double expected = patches.features()[b][i / F % K][i % F] * weights[i / F] / means[b];
      assertThat(Math.abs(found[i] - expected) < 1e-12).isTrue();
    }
    Patches moved = patches.permuted(2, 0, 3, 1).withRegions(patches.regions());
    assertThat(Gradients.distance(moved.aggregate(concat, manager), found)).isGreaterThan(0.1);
    Patches elsewhere = patches.withRegions(patches.permuted(2, 0, 3, 1).regions());
    assertThat(Gradients.distance(elsewhere.aggregate(concat, manager), found)).isZero();
  }

  @Test
  void aGradientReachesTheWeights() {
    double[] found =
        Gradients.of(
            w -> patches.aggregate(concat(0), patches.features(manager), w).sum(),
            patches.weights(manager));
    double[] means = patches.means();
    for (int i = 0; i < found.length; i++) {
      double sum = 0;
      for (double f : patches.features()[i / K][i % K]) {
        sum += f;
      }
      assertThat(Math.abs(found[i] - sum / means[i / K]) < 1e-12).isTrue();
    }
  }

  @Test
  void anotherNumberOfPatchesIsAnError() {
    assertThatThrownBy(() -> Patches.random(1, B, 5, F).aggregate(concat(2), manager))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("aggregator concat was initialised for 4 patches, got 5");
  }
}
