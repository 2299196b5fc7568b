package io.ats.topk.base;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.score.ScoredSelector;
import io.ats.core.selectors.Penalties;

/**
 * Base of the relaxed top-K selectors: scores, scales them, has the subclass choose, and adds the
 * entropy regulariser on {@code softmax} of the unscaled scores, which is the score map too.
 */
public abstract class TopKSelector extends ScoredSelector {

  private final TopKOptions options;

  /**
   * Creates the scorer and the grid.
   *
   * @throws io.ats.core.options.OptionException if the options do not fit the images
   */
  protected TopKSelector(TopKOptions options, ImageSpec image) {
    super(options.scorer(), image, options.patches(), options.patchSize(), options.border());
    this.options = options;
  }

  @Override
  public final Selection select(Views views, Pass pass) {
    NDArray scores = scores(views, pass); // (B,D)
    NDArray attention = scores.softmax(1);
    Selection chosen = choose(views, pass, options.normalisation().apply(scores), attention);
    return Penalties.entropy(chosen, attention, options.entropy());
  }

  /**
   * Chooses and reads patches.
   *
   * @param scores the scaled scores, {@code (B,D)}
   * @param attention the score map, {@code (B,D)}
   */
  protected abstract Selection choose(Views views, Pass pass, NDArray scores, NDArray attention);
}
