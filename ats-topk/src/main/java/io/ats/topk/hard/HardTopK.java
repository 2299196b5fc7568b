package io.ats.topk.hard;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.score.ScoredSelector;
import io.ats.core.selectors.Penalties;

/**
 * The {@code K} positions of the largest scores, sorted by position; {@code w_k = 1/K} in value,
 * with the gradient of {@link SelectionGradient}. Nothing is drawn.
 */
public final class HardTopK extends ScoredSelector {

  private final HardTopKOptions options;

  /** Creates a selector, not yet initialised. */
  public HardTopK(HardTopKOptions options, ImageSpec image) {
    super(options.scorer(), image, options.patches(), options.patchSize(), options.border());
    this.options = options;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDArray scores = scores(views, pass); // (B,D)
    NDArray attention = scores.softmax(1);
    NDArray chosen = positions(scores, options.patches());
    NDArray weights = options.gradient().weights(attention.gather(chosen, 1));
    return Penalties.entropy(
        read(views, chosen, weights, attention),
        attention,
        options.entropy(),
        options.entropyCap());
  }

  /**
   * Returns the positions of the {@code K} largest scores in ascending order of position.
   *
   * @param scores {@code (B,D)}
   * @return {@code (B,K)} int64
   */
  public static NDArray positions(NDArray scores, int count) {
    return scores.stopGradient().topK(count, 1, true, true).get(1).sort(1);
  }
}
