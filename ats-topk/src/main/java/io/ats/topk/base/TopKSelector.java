package io.ats.topk.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.plugin.Scorer;
import io.ats.core.score.ScoredSelector;

/**
 * Base of the relaxed top-K selectors: computes and scales the scores, selects by {@link #choose},
 * and adds the entropy regulariser on the attention, {@code softmax} of the unscaled scores.
 */
public abstract class TopKSelector extends ScoredSelector {

  private final ScoreNormalisation normalisation;

  /**
   * Creates the scorer and the grid.
   *
   * @throws io.ats.core.options.OptionException if the options do not fit the images
   */
  protected TopKSelector(TopKOptions options, ImageSpec image) {
    super(options.scored(), image);
    normalisation = options.normalisation();
  }

  /**
   * Takes a scorer instead of the one that the options name.
   *
   * @throws io.ats.core.options.OptionException as above
   */
  protected TopKSelector(TopKOptions options, ImageSpec image, Scorer scorer) {
    super(options.scored(), image, options.scored().patch().patches(), scorer);
    normalisation = options.normalisation();
  }

  @Override
  public Selection select(Views views, Pass pass) {
    return select(views, pass, scores(views, pass));
  }

  /**
   * Selects by given scores.
   *
   * @param scores {@code (B,D)}, unscaled
   */
  protected final Selection select(Views views, Pass pass, NDArray scores) {
    NDArray attention = scores.softmax(1);
    NDArray scaled =
        normalisation == ScoreNormalisation.NONE
            ? scores
            : outside(views, normalisation.apply(scores));
    Selection chosen = choose(views, pass, scaled, attention);
    return regularised(chosen, attention);
  }

  /**
   * Selects and reads patches.
   *
   * @param scores the scaled scores, {@code (B,D)}
   * @param attention {@code softmax} of the unscaled scores, {@code (B,D)}; can be the score map
   */
  protected abstract Selection choose(Views views, Pass pass, NDArray scores, NDArray attention);

  /**
   * Reads the patches at the given positions and blends them: {@code X_k = Σ_s W[k,s]·patch_s},
   * {@code w_k = 1/K}. A blend's region is that of its position of largest weight.
   *
   * @param positions {@code (B,S)} int64
   * @param blend {@code W}, {@code (B,K,S)}; carries the gradient
   * @param attention the score map, {@code (B,D)}
   */
  protected final Selection blended(
      Views views, NDArray positions, NDArray blend, NDArray attention) {
    PatchGrids grids = grids(views);
    NDArray patches = grids.read(views.source(), positions).patches(); // (B,S,C,h,w)
    NDArray regions = grids.regions(Blends.heaviest(blend, positions));
    return Selection.of(Blends.of(blend, patches), equalWeights(blend), regions)
        .with(Part.SCORE_MAP, map(attention))
        .with(Part.CELLS, grids.cells(positions))
        .with(Part.BLEND, blend);
  }

  /**
   * Returns weights {@code 1/K}, {@code (B,K)} float32, on the manager of the values {@code (B,…)}.
   */
  protected final NDArray equalWeights(NDArray values) {
    Shape shape = new Shape(values.getShape().get(0), count());
    return values.getManager().full(shape, 1f / count(), DataType.FLOAT32);
  }
}
