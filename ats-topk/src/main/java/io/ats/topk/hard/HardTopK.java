package io.ats.topk.hard;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.score.ScoredSelector;
import io.ats.topk.base.TopKPositions;

/**
 * Hard top-K, deterministic: the patches of the {@code K} largest scores, sorted by position, with
 * weights {@code w_k = 1/K} and the gradient of {@link SelectionGradient}.
 */
public final class HardTopK extends ScoredSelector {

  private final HardTopKOptions options;

  /** Creates a selector, not yet initialised. */
  public HardTopK(HardTopKOptions options, ImageSpec image) {
    super(options.scored(), image);
    this.options = options;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDArray scores = scores(views, pass); // (B,D)
    NDArray attention = scores.softmax(1);
    NDArray chosen = TopKPositions.of(scores, count());
    NDArray weights = options.gradient().weights(attention.gather(chosen, 1));
    return regularised(read(views, chosen, weights, attention), attention);
  }
}
