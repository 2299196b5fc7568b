package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.score.ScoredSelector;

/**
 * Attention sampling without replacement (Katharopoulos &amp; Fleuret, ICML 2019, supplement C):
 * {@code K} distinct patches drawn in order from {@code a = softmax(s)}, with weights that make
 * {@code Σ_k w_k f_{q_k}} an unbiased estimate of {@code Σ_i a_i f_i}.
 */
public final class AttentionSampling extends ScoredSelector {

  private final AttentionSamplingOptions options;

  /** Creates a selector, not yet initialised. */
  public AttentionSampling(AttentionSamplingOptions options, ImageSpec image) {
    super(options.scored(), image);
    this.options = options;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDArray attention = attention(views, scores(views, pass), options.smoothing());
    NDArray drawn = draw(views, attention, pass);
    NDArray weights = options.gradient().weights(attention, drawn);
    return regularised(read(views, drawn, weights, attention), attention);
  }
}
