package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/**
 * What is subtracted from a sample's {@code ⟨G,Y_n⟩} in the gradient {@code (1/(σN)) Σ_n ⟨G,Y_n⟩
 * Z_n}.
 */
public enum SampleBaseline {
  /** Nothing (Cordonnier et al., CVPR 2021). */
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
      // Less the mean of the others is less the mean of all, times N/(N−1). Centring is symmetric:
      // Σ_n (g_n − ḡ) c_n = Σ_n g_n (c_n − c̄).
      double samples = terms.getShape().get(1);
      return Scalars.times(
          terms.sub(terms.mean(new int[] {1}, true)), samples / (samples - 1)); // (B,N)
    }
  };

  /**
   * Returns the linear terms of which {@code Σ_n ⟨G,Y_n⟩ c_n} has the gradient with this baseline.
   *
   * @param terms {@code c_n = ⟨Z_n,s⟩/(σN)}, {@code (B,N)}
   * @return {@code (B,N)}
   */
  abstract NDArray apply(NDArray terms);
}
