package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Pass;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.data.ImageSpec;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.plugin.Scorer;
import io.ats.core.plugin.SelectorBlock;
import java.util.Optional;

/** Base class of selectors that score positions on the view and read patches at some of them. */
public abstract class ScoredSelector extends SelectorBlock {

  private final ScoredOptions options;
  private final Scorer scorer;
  private final PatchGrid grid;

  /**
   * Creates the scorer and the grid.
   *
   * @param distinct number of distinct positions that a selection needs
   * @throws io.ats.core.options.OptionException if a patch is larger than the image, or there are
   *     fewer than {@code distinct} positions
   */
  protected ScoredSelector(ScoredOptions options, ImageSpec image, int distinct) {
    this.options = options;
    scorer = addChildBlock("scorer", options.scorer().spec().create());
    grid = scorer.grid(image, options.patch().patchSize(), options.patch().border());
    grid.requireAtLeast(distinct, "a larger view");
  }

  /** Creates the scorer and the grid of a selector whose patches are all distinct. */
  protected ScoredSelector(ScoredOptions options, ImageSpec image) {
    this(options, image, options.patch().patches());
  }

  /** Returns the grid of candidate positions. */
  public final PatchGrid grid() {
    return grid;
  }

  /** Returns {@code K}. */
  protected final int count() {
    return options.patch().patches();
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
        .with(Part.SCORE_MAP, map(attention))
        .with(Part.CELLS, indices);
  }

  /** Returns attention {@code (B,D)} as a map {@code (B,gh,gw)}. */
  protected final NDArray map(NDArray attention) {
    return attention.reshape(new Shape(-1, grid.rows(), grid.columns()));
  }

  /**
   * Adds the options' entropy regulariser.
   *
   * @param attention {@code (B,D)}
   */
  protected final Selection regularised(Selection selection, NDArray attention) {
    return Penalties.entropy(selection, attention, options.entropy(), options.entropyCap());
  }

  @Override
  public final Optional<ScoreGrid> scoreGrid() {
    return Optional.of(grid.centres());
  }
}
