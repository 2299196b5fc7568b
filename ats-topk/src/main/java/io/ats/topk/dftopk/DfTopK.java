package io.ats.topk.dftopk;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.ats.core.ImageSpec;
import io.ats.core.math.Scalars;
import io.ats.topk.base.MarginalSelector;

/** Hard top-K with DFTopK's marginals as weights (Zhu et al. 2025). */
public final class DfTopK extends MarginalSelector {

  private final double temperature;

  /** Creates a selector, not yet initialised. */
  public DfTopK(DfTopKOptions options, ImageSpec image) {
    super(options, image);
    temperature = options.temperature();
  }

  @Override
  protected NDArray marginals(NDArray keys, int count) {
    return marginals(keys, count, temperature);
  }

  /**
   * Returns {@code m_i = σ((s_i − θ)/τ)} with {@code θ = (s_[K] + s_[K+1])/2}. Their sum is not
   * {@code K}, only near it.
   *
   * <p>The gradient flows through {@code θ} too, half of it to {@code s_[K]} and half to {@code
   * s_[K+1]}, as in the paper: raising a score lowers the others' membership only where it is one
   * of these two.
   *
   * @param scores {@code s}, {@code (B,D)}
   * @param count {@code K}; where it is {@code D} there is no {@code (K+1)}-th score, {@code θ} is
   *     −∞ and every marginal 1
   * @param temperature {@code τ}, in units of the scores
   * @return {@code (B,D)}
   */
  static NDArray marginals(NDArray scores, int count, double temperature) {
    if (scores.getShape().get(1) == count) {
      return scores.onesLike();
    }
    NDArray order = scores.stopGradient().topK(count + 1, 1, true, true).get(1);
    NDArray edge = scores.gather(order.get(":,{}:", count - 1), 1); // s_[K], s_[K+1]
    NDArray threshold = edge.mean(new int[] {1}, true); // (B,1)
    return Activation.sigmoid(Scalars.over(scores.sub(threshold), temperature));
  }
}
