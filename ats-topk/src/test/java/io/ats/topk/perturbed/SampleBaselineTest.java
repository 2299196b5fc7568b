package io.ats.topk.perturbed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.testing.Gradients;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleBaselineTest {

  /** {@code Σ_n (g_n − mean_{m≠n} g_m)·c_n}, the definition, is {@code Σ_n g_n·apply(c)_n}. */
  @Test
  void leaveOneOutSubtractsTheMeanOfTheOthers() {
    double[] g = {1, 4, -2, 0.5};
    double[] c = {0.3, -0.1, 2, 0.7};
    double expected = 0;
    for (int n = 0; n < 4; n++) {
      double others = 0;
      for (int m = 0; m < 4; m++) {
        others += m == n ? 0 : g[m] / 3;
      }
      expected += (g[n] - others) * c[n];
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray terms = manager.create(c, new Shape(1, 4));
      double[] applied = SampleBaseline.LEAVE_ONE_OUT.apply(terms).toDoubleArray();
      double sum = IntStream.range(0, 4).mapToDouble(n -> g[n] * applied[n]).sum();
      assertThat(Math.abs(sum - expected)).isLessThan(1e-12);
      assertThat(Gradients.distance(SampleBaseline.NONE.apply(terms).toDoubleArray(), c)).isZero();
    }
  }
}
