package io.ats.topk.dftopk;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.ats.core.ImageSpec;
import io.ats.core.math.Scalars;
import io.ats.topk.base.MarginalSelector;

/** Hard top-K weighted by the marginals of DFTopK (Zhu et al. 2025). */
public final class DfTopK extends MarginalSelector {

  private final double temperature;

  /** Creates a selector, not yet initialised. */
  public DfTopK(DfTopKOptions options, ImageSpec image) {
    super(options.topK(), image);
    temperature = options.temperature();
  }

  @Override
  protected NDArray marginals(NDArray keys, int count) {
    return marginals(keys, count, temperature);
  }

  /**
   * Returns {@code m_i = σ((s_i − θ)/τ)} with {@code θ = (s_[K] + s_[K+1])/2}. The sum of the
   * marginals is only approximately {@code K}.
   *
   * <p>As in the paper, {@code θ} is differentiated too, with half of its gradient at each of
   * {@code s_[K]} and {@code s_[K+1]}: raising one of these two lowers the other marginals; raising
   * any other score does not.
   *
   * @param scores {@code s}, {@code (B,D)}
   * @param count {@code K}; for {@code K = D}, {@code θ} is −∞ and every marginal 1
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
