package io.ats.topk.base;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.math.Scalars;

/**
 * Base of the selectors that relax membership in the top K to a marginal {@code m_i}: they read the
 * patches at the positions {@code q_1 < … < q_K} of the {@code K} largest keys, with weights {@code
 * w_k = m_{q_k}/K}. The weights multiply the patches' features and carry the gradient to all
 * scores.
 */
public abstract class MarginalSelector extends TopKSelector {

  /** Creates the scorer and the grid. */
  protected MarginalSelector(TopKOptions options, ImageSpec image) {
    super(options, image);
  }

  @Override
  protected final Selection choose(Views views, Pass pass, NDArray scores, NDArray attention) {
    NDArray keys = keys(scores, pass); // (B,D)
    NDArray chosen = TopKPositions.of(keys, count()); // (B,K)
    NDArray marginals = value(marginals(keys, count()).gather(chosen, 1)); // (B,K)
    return read(views, chosen, Scalars.over(marginals, count()), attention);
  }

  /**
   * Returns the keys, the {@code K} largest of which are selected; by default the scores.
   *
   * @param scores {@code (B,D)}
   * @return {@code (B,D)}
   */
  protected NDArray keys(NDArray scores, Pass pass) {
    return scores;
  }

  /**
   * Returns the marginals.
   *
   * @param keys {@code (B,D)}
   * @param count {@code K}
   * @return {@code m}, {@code (B,D)}
   */
  protected abstract NDArray marginals(NDArray keys, int count);

  /**
   * Returns the values used for the marginals of the selected positions; by default the marginals.
   *
   * @param marginals {@code (B,K)}
   * @return {@code (B,K)}
   */
  protected NDArray value(NDArray marginals) {
    return marginals;
  }
}
