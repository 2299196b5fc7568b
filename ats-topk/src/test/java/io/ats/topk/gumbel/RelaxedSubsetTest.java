package io.ats.topk.gumbel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.sampling.Draws;
import io.ats.core.sampling.Randomness;
import io.ats.core.source.Pictures;
import io.ats.core.testing.Enumeration;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaxedSubsetTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** The definition, one image, in plain Java. */
  private static double[] plain(double[] keys, int count, double temperature) {
    double[] left = keys.clone();
    double[] sum = new double[keys.length];
    for (int k = 0; k < count; k++) {
      double[] taken =
          Enumeration.softmax(Arrays.stream(left).map(key -> key / temperature).toArray());
      for (int d = 0; d < keys.length; d++) {
        sum[d] += taken[d];
        left[d] += Math.log(1 - taken[d]);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 4})
  void itIsTheDefinition(double temperature) {
    double[] keys = new Random(3).doubles(7, -1, 1).toArray();
    double[] found =
        RelaxedSubset.marginals(manager.create(keys, new Shape(1, 7)), 3, temperature)
            .toDoubleArray();
    assertThat(Gradients.distance(found, plain(keys, 3, temperature))).isLessThan(1e-9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 100})
  void itSumsToK(double temperature) {
    Engine.getInstance().setRandomSeed(2);
    for (int count : new int[] {1, 4, 20}) {
      NDArray keys = manager.randomNormal(new Shape(5, 20));
      NDArray sums = RelaxedSubset.marginals(keys, count, temperature).sum(new int[] {1});
      for (float sum : sums.toFloatArray()) {
        assertThat(sum).isCloseTo(count, within(1e-4f));
      }
    }
  }

  /** At 10^6 float32 has steps of 1/16, which these keys are multiples of. */
  @Test
  void aCommonOffsetChangesNothing() {
    double[] keys = new double[30];
    float[] offset = new float[30];
    for (int d = 0; d < 30; d++) {
      keys[d] = d / 16.0;
      offset[d] = (float) (1e6 + keys[d]);
    }
    float[] found =
        RelaxedSubset.marginals(manager.create(offset, new Shape(1, 30)), 29, 0.5).toFloatArray();
    Pictures.assertClose(found, plain(keys, 29, 0.5), 1e-3);
  }

  @Test
  void aSmallTemperatureIsTheHardTopK() {
    NDArray keys = manager.create(new float[] {3, -1, 9, 4, 8}, new Shape(1, 5));
    Pictures.assertClose(
        RelaxedSubset.marginals(keys, 2, 1e-2).toFloatArray(), new double[] {0, 0, 1, 0, 1}, 1e-6);
  }

  /** A lead of 1000, with which 1 − p is far below what float32 can tell from 0. */
  @Test
  void atASmallTemperatureNoPositionIsTakenTwiceHoweverLargeItsLead() {
    NDArray keys = manager.create(new float[] {1000, 0, -1000, -1e6f}, new Shape(1, 4));
    for (double temperature : new double[] {1e-3, 0.1}) {
      Pictures.assertClose(
          RelaxedSubset.marginals(keys, 3, temperature).toFloatArray(),
          new double[] {1, 1, 1, 0},
          1e-6);
    }
  }

  /**
   * With noise and at a low temperature the mean is the probability to be drawn without
   * replacement.
   */
  @Test
  void theMeanIsTheProbabilityToBeDrawn() {
    int samples = 100_000;
    double[] attention = {0.5, 0.25, 0.15, 0.1};
    double[] expected = new double[4];
    for (int[] draw : Enumeration.draws(4, 2, false)) {
      double p = Enumeration.probability(draw, attention, false);
      expected[draw[0]] += p;
      expected[draw[1]] += p;
    }
    assertThat(Arrays.stream(expected).sum()).isCloseTo(2, within(1e-12));
    Engine.getInstance().setRandomSeed(7);
    float[] logs = new float[4];
    for (int i = 0; i < 4; i++) {
      logs[i] = (float) Math.log(attention[i]);
    }
    NDArray scores = manager.create(logs, new Shape(1, 4)).repeat(0, samples);
    NDArray keys =
        scores.add(
            Draws.gumbel(Randomness.ENGINE, manager, scores.getShape(), scores.getDataType()));
    double[] mean = Pictures.doubles(RelaxedSubset.marginals(keys, 2, 1e-3).mean(new int[] {0}));
    for (int i = 0; i < 4; i++) {
      double error = Math.sqrt(expected[i] * (1 - expected[i]) / samples);
      assertThat(mean[i]).isBetween(expected[i] - 4 * error, expected[i] + 4 * error);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 4})
  void theGradientIsTheSlope(double temperature) {
    NDArray keys = manager.create(new Random(3).doubles(7, -1, 1).toArray(), new Shape(1, 7));
    NDArray g = manager.create(new Random(4).doubles(7, -1, 1).toArray(), new Shape(1, 7));
    double[] found =
        Gradients.of(s -> RelaxedSubset.marginals(s, 3, temperature).mul(g).sum(), keys);
    double[] slope =
        Pictures.differences(keys, g, 1e-5, s -> RelaxedSubset.marginals(s, 3, temperature));
    assertThat(Arrays.stream(slope).map(Math::abs).max().orElseThrow()).isGreaterThan(1e-3);
    assertThat(Gradients.distance(found, slope)).isLessThan(1e-8);
  }

  @Test
  void equalKeysAllChosenAndHardKeysAreDefined() {
    NDArray g = manager.create(new float[] {1, -1, 2}, new Shape(1, 3));
    for (float[] keys : new float[][] {{0, 0, 0}, {1000, 0, -1000}}) {
      NDArray at = manager.create(keys, new Shape(1, 3));
      for (double temperature : new double[] {1e-4, 1, 1e4}) {
        for (int count = 1; count <= 3; count++) {
          int k = count;
          assertThat(RelaxedSubset.marginals(at, k, temperature).sum().getFloat())
              .isCloseTo(k, within(1e-5f));
          double[] gradient =
              Gradients.of(s -> RelaxedSubset.marginals(s, k, temperature).mul(g).sum(), at);
          assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
        }
      }
    }
    NDArray one = manager.zeros(new Shape(1, 1));
    assertThat(RelaxedSubset.marginals(one, 1, 0.5).toFloatArray()).containsExactly(1);
  }
}
