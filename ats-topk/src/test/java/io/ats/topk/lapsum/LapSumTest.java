package io.ats.topk.lapsum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.source.Pictures;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LapSumTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static double laplace(double x) {
    return x < 0 ? Math.exp(x) / 2 : 1 - Math.exp(-x) / 2;
  }

  /** Bisection, one image: the threshold at which the marginals sum to {@code K}. */
  private static double bisect(double[] scores, int count, double alpha) {
    double low = Arrays.stream(scores).min().orElseThrow() - 50 * alpha;
    double high = Arrays.stream(scores).max().orElseThrow() + 50 * alpha;
    for (int step = 0; step < 200; step++) {
      double middle = (low + high) / 2;
      double sum = Arrays.stream(scores).map(s -> laplace((s - middle) / alpha)).sum();
      low = sum > count ? middle : low;
      high = sum > count ? high : middle;
    }
    return (low + high) / 2;
  }

  /** Spread out, with many ties, and with one far away. */
  private static double[] scores(int positions, long seed) {
    Random random = new Random(seed);
    double[] all = new double[3 * positions];
    for (int d = 0; d < positions; d++) {
      all[d] = random.nextGaussian();
      all[positions + d] = random.nextInt(3);
      all[2 * positions + d] = d == 1 ? 1e3 : random.nextDouble();
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"2,1", "7,1", "7,3", "7,6", "64,10", "1000,10", "1000,999"})
  void theMarginalsAreThoseOfTheBisectedThreshold(int positions, int count) {
    for (double alpha : new double[] {1e-4, 1e-2, 0.3, 2, 1e3}) {
      double[] scores = scores(positions, 4);
      double[] found =
          LapSum.marginals(manager.create(scores, new Shape(3, positions)), count, alpha)
              .toDoubleArray();
      for (int b = 0; b < 3; b++) {
        double[] image = Arrays.copyOfRange(scores, b * positions, (b + 1) * positions);
        double threshold = bisect(image, count, alpha);
        for (int d = 0; d < positions; d++) {
          assertThat(found[b * positions + d])
              .as("α %s, image %d, position %d", alpha, b, d)
              .isCloseTo(laplace((image[d] - threshold) / alpha), within(1e-9));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2,1", "7,3", "1000,10", "1000,500", "4096,100"})
  void theMarginalsOfFloat32ScoresSumToK(int positions, int count) {
    for (double alpha : new double[] {1e-3, 0.05, 1, 100}) {
      NDArray scores =
          manager
              .create(scores(positions, 6), new Shape(3, positions))
              .toType(DataType.FLOAT32, false);
      NDArray marginals = LapSum.marginals(scores, count, alpha);
      assertThat(marginals.getDataType()).isEqualTo(DataType.FLOAT32);
      double[] all = Pictures.doubles(marginals);
      for (int b = 0; b < 3; b++) {
        double[] image = Arrays.copyOfRange(all, b * positions, (b + 1) * positions);
        assertThat(Arrays.stream(image).sum()).isCloseTo(count, within(1e-5));
        assertThat(Arrays.stream(image).allMatch(m -> m >= 0 && m <= 1)).isTrue();
      }
    }
  }

  /** {@code ∂L/∂s = S·q∘(g − ⟨q,g⟩)}. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.4, 5})
  void theGradientIsTheClosedFormAndTheSlope(double alpha) {
    int positions = 9;
    int count = 3;
    double[] scores = Arrays.copyOf(scores(positions, 9), positions);
    double[] g = new Random(1).doubles(positions, -1, 1).toArray();
    NDArray weights = manager.create(g, new Shape(1, positions));
    UnaryOperator<NDArray> function = s -> LapSum.marginals(s, count, alpha).mul(weights).sum();
    NDArray at = manager.create(scores, new Shape(1, positions));
    double[] found = Gradients.of(function, at);

    double threshold = bisect(scores, count, alpha);
    double[] density =
        Arrays.stream(scores)
            .map(s -> Math.exp(-Math.abs(s - threshold) / alpha) / (2 * alpha))
            .toArray();
    double total = Arrays.stream(density).sum();
    double mean = IntStream.range(0, positions).mapToDouble(i -> density[i] / total * g[i]).sum();
    double[] closed =
        IntStream.range(0, positions).mapToDouble(i -> density[i] * (g[i] - mean)).toArray();
    double scale = Arrays.stream(closed).map(Math::abs).max().orElseThrow();
    assertThat(Gradients.distance(found, closed)).isLessThan(1e-9 * scale);

    double[] slope =
        Pictures.differences(at, weights, 1e-5 * alpha, s -> LapSum.marginals(s, count, alpha));
    assertThat(Gradients.distance(found, slope)).isLessThan(1e-5 * scale);
  }

  /** At the threshold itself {@code |s − b|} has no slope, but the distribution has: ½ over α. */
  @Test
  void aScoreAtTheThresholdHasItsSlope() {
    NDArray at = manager.create(new double[] {0.3, 0.3}, new Shape(1, 2));
    NDArray g = manager.create(new double[] {1, 0}, new Shape(1, 2));
    assertThat(Gradients.of(s -> LapSum.marginals(s, 1, 0.5).mul(g).sum(), at))
        .containsExactly(new double[] {0.5, -0.5}, within(1e-12));
  }

  @Test
  void theGradientReachesFloat32Scores() {
    double[] scores = Arrays.copyOf(scores(9, 9), 9);
    double[] g = new Random(1).doubles(9, -1, 1).toArray();
    NDArray weights = manager.create(g, new Shape(1, 9));
    NDArray at = manager.create(scores, new Shape(1, 9));
    double[] expected = Gradients.of(s -> LapSum.marginals(s, 3, 0.4).mul(weights).sum(), at);
    NDArray single = weights.toType(DataType.FLOAT32, false);
    double[] found =
        Gradients.of(
            s -> LapSum.marginals(s, 3, 0.4).mul(single).sum(), at.toType(DataType.FLOAT32, false));
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-5);
  }

  @Test
  void equalScoresShareAndWhereAllAreChosenEachIsCertain() {
    NDArray equal = manager.full(new Shape(2, 4), 3f);
    NDArray g = manager.create(new float[] {1, -1, 2, 5, 1, -1, 2, 5}, new Shape(2, 4));
    for (double alpha : new double[] {1e-4, 0.05, 100}) {
      for (int count = 1; count <= 4; count++) {
        int k = count;
        for (double m : Pictures.doubles(LapSum.marginals(equal, k, alpha))) {
          assertThat(m).isCloseTo(k / 4.0, within(1e-6));
        }
        double[] gradient =
            Gradients.of(s -> LapSum.marginals(s, k, alpha).mul(g).sum().add(s.sum()), equal);
        assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
        if (k == 4) {
          assertThat(gradient).containsOnly(1);
        }
      }
    }
    assertThat(LapSum.marginals(manager.full(new Shape(1, 1), 3f), 1, 0.1).toFloatArray())
        .containsExactly(1);
  }

  @Test
  void narrowDistributionsAreTheHardTopK() {
    NDArray scores = manager.create(new float[] {3, -1, 9, 4, 8}, new Shape(1, 5));
    assertThat(LapSum.marginals(scores, 2, 1e-3).toFloatArray()).containsExactly(0, 0, 1, 0, 1);
  }
}
