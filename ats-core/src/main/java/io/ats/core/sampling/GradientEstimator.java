package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/** How attention sampling without replacement differentiates with respect to the attention. */
public enum GradientEstimator {
  /** The prefix's score dropped; unbiased, least variance. */
  RAO_BLACKWELL(SampleWeights::raoBlackwell),
  /** The supplement's Eq. 23 for K draws; unbiased, more variance. */
  SCORE_FUNCTION(SampleWeights::scoreFunction),
  /** The public reference code's formula; biased. */
  REFERENCE(SampleWeights::reference);

  private final UnaryOperator<NDArray> weights;

  GradientEstimator(UnaryOperator<NDArray> weights) {
    this.weights = weights;
  }

  /** Returns the weights {@code (B,K)} for the attention {@code (B,K)} at the drawn positions. */
  public NDArray weights(NDArray drawn) {
    return weights.apply(drawn);
  }
}
