package io.ats.core.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.attention.Differences;
import io.ats.core.attention.Plain;
import io.ats.core.testing.Gradients;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupNormTest {

  private static final int IMAGES = 2;
  private static final int CHANNELS = 6;
  private static final int PIXELS = 3 * 4;

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore parameters = new ParameterStore(manager, false);
  private final double[] x = new Random(1).doubles(IMAGES * CHANNELS * PIXELS, -2, 3).toArray();
  private final double[] direction = new Random(2).doubles(x.length, -1, 1).toArray();

  @AfterEach
  void close() {
    manager.close();
  }

  private GroupNorm norm() {
    GroupNorm norm = new GroupNorm();
    norm.initialize(manager, DataType.FLOAT64, new Shape(1, CHANNELS, 3, 4));
    Plain.randomise(norm, 3);
    return norm;
  }

  private NDArray array(double[] values) {
    return manager.create(values, new Shape(IMAGES, CHANNELS, 3, 4));
  }

  private NDArray apply(GroupNorm norm, NDArray map, boolean training) {
    return norm.forward(parameters, new NDList(map), training).singletonOrThrow();
  }

  /** The definition in loops, with three groups of two channels. */
  private static double[] plain(double[] x, Plain values) {
    double[] result = new double[x.length];
    int size = 2 * PIXELS;
    for (int first = 0; first < x.length; first += size) {
      double mean = 0;
      double variance = 0;
      for (int i = first; i < first + size; i++) {
        mean += x[i] / size;
      }
      for (int i = first; i < first + size; i++) {
        variance += (x[i] - mean) * (x[i] - mean) / size;
      }
      for (int i = first; i < first + size; i++) {
        int channel = i / PIXELS % CHANNELS;
        double standard = (x[i] - mean) / Math.sqrt(variance + 1e-5);
        result[i] = values.get("gamma")[channel] * standard + values.get("beta")[channel];
      }
    }
    return result;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isItsDefinitionInTrainingAndAtInference(boolean training) {
    GroupNorm norm = norm();
    NDArray found = apply(norm, array(x), training);
    assertThat(found.getShape()).isEqualTo(new Shape(IMAGES, CHANNELS, 3, 4));
    assertThat(norm.getOutputShapes(new Shape[] {found.getShape()}))
        .containsExactly(found.getShape());
    assertThat(Gradients.distance(found.toDoubleArray(), plain(x, Plain.of(norm))))
        .isLessThan(1e-10);
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    GroupNorm norm = norm();
    Differences.assertParameters(
        norm,
        () -> apply(norm, array(x), true).mul(array(direction)).sum(),
        plain -> Plain.dot(plain(x, plain), direction),
        1e-7);
    Plain values = Plain.of(norm);
    double[] found =
        Gradients.of(map -> apply(norm, map, true).mul(array(direction)).sum(), array(x));
    double[] expected = Differences.gradient(x, at -> Plain.dot(plain(at, values), direction));
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-7);
    assertThat(Gradients.distance(found, new double[x.length])).isGreaterThan(0.1);
  }

  @Test
  void beginsWithoutScaleAndShift() {
    GroupNorm norm = new GroupNorm();
    norm.initialize(manager, DataType.FLOAT64, new Shape(1, CHANNELS, 3, 4));
    assertThat(Plain.of(norm).get("gamma")).containsOnly(1);
    assertThat(Plain.of(norm).get("beta")).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1", "2,1", "3,1", "6,3", "7,1", "8,4", "16,8", "32,16", "48,24", "64,32", "96,32", "100,25",
    "256,32"
  })
  void groupsAreAtMost32AndHaveTwoChannelsOrMore(long channels, long groups) {
    assertThat(GroupNorm.groups(channels)).isEqualTo(groups);
  }

  /** What is computed on the way is freed, on the map's manager and on the parameters'. */
  @Test
  void keepsItsResultOnly() {
    GroupNorm norm = norm();
    NDArray map = array(x);
    apply(norm, map, true);
    int before = manager.getManagedArrays().size();
    apply(norm, map, true);
    assertThat(manager.getManagedArrays().size()).isEqualTo(before + 1);
  }
}
