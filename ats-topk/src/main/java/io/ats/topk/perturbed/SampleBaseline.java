package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/** Baseline subtracted from {@code ⟨G,Y_n⟩} in the gradient {@code (1/(σN)) Σ_n ⟨G,Y_n⟩ Z_n}. */
public enum SampleBaseline {
  /** None (Cordonnier et al., CVPR 2021). */
  NONE {
    @Override
    NDArray apply(NDArray terms) {
      return terms;
    }
  },
  /** The mean over the image's other samples; unbiased, since their noise is independent. Ours. */
  LEAVE_ONE_OUT {
    @Override
    NDArray apply(NDArray terms) {
      // With g_n = ⟨G,Y_n⟩, g_n minus the mean of the others is (g_n − ḡ)·N/(N−1), and
      // Σ_n (g_n − ḡ) c_n = Σ_n g_n (c_n − c̄).
      double samples = terms.getShape().get(1);
      return Scalars.times(
          terms.sub(terms.mean(new int[] {1}, true)), samples / (samples - 1)); // (B,N)
    }
  };

  /**
   * Returns terms to use as {@code c_n}, so that {@code Σ_n ⟨G,Y_n⟩ c_n} has the gradient with this
   * baseline.
   *
   * @param terms {@code c_n = ⟨Z_n,s⟩/(σN)}, {@code (B,N)}
   * @return {@code (B,N)}
   */
  abstract NDArray apply(NDArray terms);
}
