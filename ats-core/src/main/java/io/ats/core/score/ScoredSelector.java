package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.SelectorBlock;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;

/** Base of the selectors that score positions on the view and read patches at some of them. */
public abstract class ScoredSelector extends SelectorBlock {

  private final Scorer scorer;
  private final PatchGrid grid;

  /**
   * Creates the scorer and the grid.
   *
   * @throws io.ats.core.options.OptionException if a patch is larger than the image, or there are
   *     fewer positions than patches
   */
  protected ScoredSelector(
      ScorerOptions options, ImageSpec image, int patches, int patchSize, Border border) {
    Scorer network = new Scorer(options);
    grid = network.grid(image, patchSize, border);
    grid.requireAtLeast(patches, "a larger view");
    scorer = addChildBlock("scorer", network);
  }

  /** Returns the candidate positions. */
  public final PatchGrid grid() {
    return grid;
  }

  /** Returns the scores, {@code (B,D)}. */
  protected final NDArray scores(Views views, Pass pass) {
    return scorer.score(views.low(), pass);
  }

  /**
   * Reads the patches at the chosen positions.
   *
   * @param indices {@code (B,K)} int64
   * @param weights {@code (B,K)}
   * @param attention {@code (B,D)}, at least 0 with sum 1: the selection's score map
   */
  protected final Selection read(Views views, NDArray indices, NDArray weights, NDArray attention) {
    PatchGrid.GridPatches found = grid.read(views.source(), indices);
    return Selection.of(found.patches(), weights, found.regions())
        .with(Part.SCORE_MAP, map(attention));
  }

  /** Returns {@code (B,D)} as the map {@code (B,gh,gw)}. */
  protected final NDArray map(NDArray attention) {
    return attention.reshape(new Shape(-1, grid.rows(), grid.columns()));
  }
}
