package io.ats.topk.dftopk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.source.Pictures;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DfTopKTest {

  private static final double[] SCORES = {0.3, 1.2, -0.4, 0.9, 0};
  private static final double[] G = {0.5, -1, 2, 0.25, 3};
  private static final double TAU = 0.7;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static double[] marginals(double threshold) {
    return Arrays.stream(SCORES).map(s -> 1 / (1 + Math.exp((threshold - s) / TAU))).toArray();
  }

  private NDArray row(double[] values) {
    return manager.create(values, new Shape(1, values.length));
  }

  @Test
  void theThresholdIsHalfWayBetweenTheLastChosenAndTheFirstRejected() {
    assertThat(Gradients.distance(found(2), marginals(0.6))).isLessThan(1e-12);
    assertThat(Gradients.distance(found(1), marginals(1.05))).isLessThan(1e-12);
    assertThat(Gradients.distance(found(4), marginals(-0.2))).isLessThan(1e-12);
  }

  private double[] found(int count) {
    return DfTopK.marginals(row(SCORES), count, TAU).toDoubleArray();
  }

  /** {@code ∂m_i/∂s_j = m_i(1 − m_i)/τ·(δ_ij − ½[j is K-th or (K+1)-th])}. */
  @Test
  void theGradientFlowsThroughTheThreshold() {
    double[] m = marginals(0.6);
    double[] slope = IntStream.range(0, 5).mapToDouble(i -> m[i] * (1 - m[i]) / TAU).toArray();
    double all = IntStream.range(0, 5).mapToDouble(i -> G[i] * slope[i]).sum();
    double[] expected = IntStream.range(0, 5).mapToDouble(i -> G[i] * slope[i]).toArray();
    expected[3] -= all / 2; // the second
    expected[0] -= all / 2; // the third
    double[] found = Gradients.of(s -> DfTopK.marginals(s, 2, TAU).mul(row(G)).sum(), row(SCORES));
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-12);
    double[] differences =
        Pictures.differences(row(SCORES), row(G), 1e-5, s -> DfTopK.marginals(s, 2, TAU));
    assertThat(Gradients.distance(found, differences)).isLessThan(1e-8);
  }

  @Test
  void whereAllAreChosenEachIsCertain() {
    assertThat(found(5)).containsOnly(1);
  }

  @Test
  void equalScoresAreHalfChosen() {
    NDArray equal = manager.full(new Shape(2, 3), 4f);
    assertThat(DfTopK.marginals(equal, 1, 1e-3).toFloatArray()).containsOnly(0.5f);
    double[] gradient = Gradients.of(s -> DfTopK.marginals(s, 1, 1e-3).square().sum(), equal);
    assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void aSmallTemperatureIsTheHardTopK() {
    NDArray scores = manager.create(new float[] {3, -1, 9, 4, 8}, new Shape(1, 5));
    assertThat(DfTopK.marginals(scores, 2, 1e-4).toFloatArray()).containsExactly(0, 0, 1, 0, 1);
  }
}
