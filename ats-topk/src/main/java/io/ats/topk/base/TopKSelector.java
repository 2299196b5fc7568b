package io.ats.topk.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.score.ScoredSelector;
import io.ats.core.selectors.Penalties;

/**
 * Base of the relaxed top-K selectors: scores, scales them, has the subclass choose, and adds the
 * entropy regulariser on {@code softmax} of the unscaled scores, which can serve as score map too.
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
    return Penalties.entropy(chosen, attention, options.entropy(), options.entropyCap());
  }

  /**
   * Chooses and reads patches.
   *
   * @param scores the scaled scores, {@code (B,D)}
   * @param attention {@code softmax} of the unscaled scores, {@code (B,D)}
   */
  protected abstract Selection choose(Views views, Pass pass, NDArray scores, NDArray attention);

  /**
   * Reads patches at some positions, and blends them: {@code X_k = Σ_s W[k,s]·patch_s}, {@code w_k
   * = 1/K}. A blend's region is that of its most weighted position.
   *
   * @param positions {@code (B,S)} int64
   * @param blend {@code W}, {@code (B,K,S)}; carries the gradient
   * @param attention the score map, {@code (B,D)}
   */
  protected final Selection blended(
      Views views, NDArray positions, NDArray blend, NDArray attention) {
    NDArray patches = grid().read(views.source(), positions).patches(); // (B,S,C,h,w)
    NDArray regions = grid().regions(grid().origins(Blends.heaviest(blend, positions)));
    return Selection.of(Blends.of(blend, patches), equalWeights(blend), regions)
        .with(Part.SCORE_MAP, map(attention));
  }

  /** Returns {@code 1/K}, {@code (B,K)} float32, on the manager of {@code (B,…)} values. */
  protected final NDArray equalWeights(NDArray values) {
    int count = options.patches();
    Shape shape = new Shape(values.getShape().get(0), count);
    return values.getManager().full(shape, 1f / count, DataType.FLOAT32);
  }
}
