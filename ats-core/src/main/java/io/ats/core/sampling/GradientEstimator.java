package io.ats.core.sampling;

import ai.djl.ndarray.NDArray;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Estimators of the gradient with respect to the attention, for sampling without replacement. */
public enum GradientEstimator {
  /** Averaged over the orders in which the set can be drawn; unbiased, least variance. */
  UNORDERED_SET(SampleWeights::unorderedSet),
  /** Without the score of earlier draws; unbiased. */
  RAO_BLACKWELL(ofDrawn(SampleWeights::raoBlackwell)),
  /** The supplement's Eq. 23 for K draws; unbiased, more variance. */
  SCORE_FUNCTION(SampleWeights::scoreFunction),
  /** The public reference code's formula; biased. */
  REFERENCE(ofDrawn(SampleWeights::reference));

  private final BinaryOperator<NDArray> weights;

  GradientEstimator(BinaryOperator<NDArray> weights) {
    this.weights = weights;
  }

  private static BinaryOperator<NDArray> ofDrawn(UnaryOperator<NDArray> weights) {
    return (attention, positions) -> weights.apply(attention.gather(positions, 1));
  }

  /**
   * Returns the weights, {@code (B,K)}.
   *
   * @param attention {@code (B,D)}
   * @param positions {@code (B,K)} int64, in the order of drawing
   */
  public NDArray weights(NDArray attention, NDArray positions) {
    return weights.apply(attention, positions);
  }
}
