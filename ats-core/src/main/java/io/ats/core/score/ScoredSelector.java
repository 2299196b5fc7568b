package io.ats.core.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.geometry.Proposals;
import io.ats.core.math.Scalars;
import io.ats.core.plugin.Scorer;
import io.ats.core.plugin.SelectorBlock;
import io.ats.core.sampling.Attention;
import io.ats.core.sampling.Draws;
import java.util.Optional;

/** Base class of selectors that score positions on the view and read patches at some of them. */
public abstract class ScoredSelector extends SelectorBlock {

  /** Below every scaled score with its noise; squares and sums of it are finite. */
  private static final double FAR_BELOW = -1e8;

  private final ScoredOptions options;
  private final int distinct;
  private final Scorer scorer;
  private final Proposals proposals;

  /**
   * Creates the scorer and the grid.
   *
   * @param distinct number of distinct positions that a selection needs
   * @throws io.ats.core.options.OptionException if a patch is larger than the image, or there are
   *     fewer than {@code distinct} positions
   */
  protected ScoredSelector(ScoredOptions options, ImageSpec image, int distinct) {
    this(
        options,
        image,
        distinct,
        options.scorer().spec().create(options.patch().patchSize().count()));
  }

  /**
   * Takes a scorer instead of the one that the options name.
   *
   * @throws io.ats.core.options.OptionException as above
   */
  protected ScoredSelector(ScoredOptions options, ImageSpec image, int distinct, Scorer scorer) {
    this.options = options;
    this.distinct = distinct;
    this.scorer = addChildBlock("scorer", scorer);
    proposals = proposals(image);
  }

  /** Creates the scorer and the grid of a selector whose patches are all distinct. */
  protected ScoredSelector(ScoredOptions options, ImageSpec image) {
    this(options, image, options.patch().patches());
  }

  /** Returns the candidate patches, those of the largest image if their sizes differ. */
  public final Proposals proposals() {
    return proposals;
  }

  /** Returns {@code K}. */
  protected final int count() {
    return options.patch().patches();
  }

  /** Returns the positions of each image. */
  protected final PatchGrids grids(Views views) {
    return PatchGrids.of(views, proposals, this::proposals).showing(views, distinct);
  }

  private Proposals proposals(ImageSpec image) {
    Proposals own = scorer.proposals(image, options.patch());
    own.requireAtLeast(distinct, "a larger view");
    return own;
  }

  /** Returns the scores, {@code (B,D)}; lower than any other at cells outside an image. */
  protected final NDArray scores(Views views, Pass pass) {
    return masked(views, scorer.score(views, pass));
  }

  /** Returns scores {@code (B,D)} with those outside an image lower than any other. */
  protected final NDArray masked(Views views, NDArray scores) {
    return grids(views)
        .inside(scores.getManager())
        .map(inside -> Suppression.outside(scores, inside))
        .orElse(scores);
  }

  /**
   * Returns {@code (B,D)}: 1 at the cells of each image's own grid, in the background too, else 0;
   * empty if every image has all.
   */
  protected final Optional<NDArray> own(Views views, NDManager manager) {
    return PatchGrids.of(views, proposals, this::proposals).inside(manager);
  }

  /**
   * Returns scores, lower than any other at some cells.
   *
   * @param scores {@code (N,D)}
   * @param cells {@code (N,D)}: 1 at these cells, else 0
   */
  protected static NDArray without(NDArray scores, NDArray cells) {
    return Suppression.outside(scores, Scalars.minus(1, cells));
  }

  /**
   * Returns {@code a = (1−ε)·softmax(s) + ε/D} over the cells of each image, 0 outside.
   *
   * @param scores {@code s}, {@code (B,D)}, from {@link #scores}
   * @param smoothing {@code ε} in [0,1]
   * @return {@code (B,D)}
   */
  protected final NDArray attention(Views views, NDArray scores, double smoothing) {
    return grids(views)
        .inside(scores.getManager())
        .map(inside -> Attention.distribution(scores, smoothing, inside))
        .orElseGet(() -> Attention.distribution(scores, smoothing));
  }

  /**
   * Draws {@code K} distinct cells of each image.
   *
   * @param attention {@code (B,D)}, from {@link #attention}
   * @return {@code (B,K)} int64, in the order of drawing
   */
  protected final NDArray draw(Views views, NDArray attention, Pass pass) {
    return grids(views)
        .inside(attention.getManager())
        .map(inside -> Draws.withoutReplacement(attention, inside, count(), pass.random()))
        .orElseGet(() -> Draws.withoutReplacement(attention, count(), pass.random()));
  }

  /**
   * Returns scaled scores, far below all others where a cell lies outside an image.
   *
   * @param scaled {@code (B,D)}, those inside the images in [0,1]
   * @return {@code (B,D)}
   */
  protected final NDArray outside(Views views, NDArray scaled) {
    return grids(views)
        .inside(scaled.getManager())
        .map(
            inside ->
                NDArrays.where(
                    Scalars.greater(inside, 0),
                    scaled,
                    Scalars.times(inside.onesLike(), FAR_BELOW)))
        .orElse(scaled);
  }

  /**
   * Reads the patches at the chosen positions.
   *
   * @param indices {@code (B,K)} int64
   * @param weights {@code (B,K)}
   * @param attention {@code (B,D)}, at least 0 with sum 1: the selection's score map
   */
  protected final Selection read(Views views, NDArray indices, NDArray weights, NDArray attention) {
    PatchGrids grids = grids(views);
    PatchGrid.GridPatches found = grids.read(views.source(), indices);
    return Selection.of(found.patches(), weights, found.regions())
        .with(Part.SCORE_MAP, map(attention))
        .with(Part.CELLS, grids.cells(indices));
  }

  /** Returns attention {@code (B,D)} as a map {@code (B,gh,gw)}, the sum over the patch sizes. */
  protected final NDArray map(NDArray attention) {
    return proposals.map(attention);
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
  public final Optional<ScoreGrid> scoreGrid(ImageSpec image) {
    return Optional.of(proposals(image).centres());
  }

  @Override
  public final Optional<ScoreGrid> scoreGrid() {
    return Optional.of(proposals.centres());
  }

  @Override
  public final boolean takesPadding() {
    return scorer.takesPadding();
  }
}
