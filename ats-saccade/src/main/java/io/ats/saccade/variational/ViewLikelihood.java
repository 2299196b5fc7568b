package io.ats.saccade.variational;

import ai.djl.ndarray.NDArray;
import io.ats.core.math.Scalars;

/** The distribution of the view's pixels given the decoder's output. */
public enum ViewLikelihood {
  /** Probability {@code σ(decoded)}; the view is clipped to [0,1]. */
  BERNOULLI,
  /** {@code N(decoded, deviation²)}. */
  GAUSSIAN;

  /**
   * Returns the negative log-likelihood, summed over channels and pixels: {@code Σ max(l,0) − l·x +
   * log(1 + e^{−|l|})}, or {@code Σ ½((x − m)/d)² + log d + ½ log 2π}.
   *
   * @param decoded {@code l} or {@code m}, {@code (B,C,vh,vw)}
   * @param view {@code x (B,C,vh,vw)}
   * @param deviation {@code d} of the Gaussian
   * @return {@code (B)}, nats
   */
  NDArray negativeLogLikelihood(NDArray decoded, NDArray view, double deviation) {
    NDArray each;
    if (this == BERNOULLI) {
      NDArray softplus = Scalars.plus(decoded.abs().neg().exp(), 1).log();
      each = Scalars.atLeast(decoded, 0).sub(decoded.mul(Scalars.clip(view, 0, 1))).add(softplus);
    } else {
      NDArray squares = Scalars.over(view.sub(decoded), deviation).square();
      float constant = (float) (Math.log(deviation) + Math.log(2 * Math.PI) / 2);
      each = Scalars.plus(Scalars.over(squares, 2), constant);
    }
    return each.reshape(each.getShape().get(0), -1).sum(new int[] {1});
  }
}
