package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.PatchConfidence;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.geometry.Proposals;
import io.ats.core.math.Joins;
import io.ats.core.math.Scalars;
import io.ats.core.plugin.SelectorBlock;
import io.ats.core.sampling.Draws;
import java.util.Optional;

/**
 * Two-pass sampling (Combalia &amp; Vilaplana, 2018, as described by Katharopoulos &amp; Fleuret,
 * ICML 2019, supplement D): random patches are classified, and more are drawn around those with
 * confident predictions. It has no parameters, and no gradient reaches the positions.
 *
 * <p>The first pass draws {@code K₁} distinct positions of the view's grid, all equally likely. The
 * classifier's {@link PatchConfidence} in each patch alone is computed in evaluation mode, without
 * gradient. The second pass draws the other {@code K − K₁}, distinct too, from {@code q(x) ∝ Σ_m
 * exp(−|x − x_m|² / (2(σh)²))}, {@code m} over the {@code M} surest patches, {@code h} their side.
 *
 * <p>From the source are random patches first, and more around the confident ones; that the most
 * confident prediction is the answer is {@link TwoPassAnswer#MOST_CONFIDENT}, where {@code w} is 1
 * of one patch, by default all have {@code w = 1/K}. Ours, for lack of the source's, are shares,
 * numbers and the normal distribution. The score map is the density of both passes, {@code
 * (K₁·uniform + (K − K₁)·q)/K}.
 */
public final class TwoPass extends SelectorBlock {

  private final TwoPassOptions options;
  private final Proposals proposals;

  /** Creates a selector; it has no parameters. */
  public TwoPass(TwoPassOptions options, ImageSpec image) {
    this.options = options;
    proposals = proposals(image);
  }

  private Proposals proposals(ImageSpec image) {
    return Proposals.atPixels(image, options.patch());
  }

  @Override
  public Selection select(Views views, Pass pass) {
    int count = options.patch().patches();
    PatchGrids grids = PatchGrids.of(views, proposals, this::proposals).showing(views, count);
    NDArray inside = // (B,D)
        grids
            .inside(views.low().getManager())
            .orElseGet(
                () ->
                    views
                        .low()
                        .getManager()
                        .ones(new Shape(views.source().batch(), proposals.size())));
    NDArray even = inside.div(inside.sum(new int[] {1}, true));
    NDArray cells = Draws.withoutReplacement(even, inside, options.first(), pass.random());
    PatchGrid.GridPatches found = grids.read(views.source(), cells);
    NDArray confidence = confidence(found, grids.cells(cells), pass); // (B,K₁)
    NDArray density = even;
    int more = count - options.first();
    if (more > 0) {
      NDArray near = near(grids, cells.gather(surest(confidence), 1), inside);
      NDArray free = inside.scatter(cells, confidence.zerosLike(), 1);
      NDArray second = Draws.withoutReplacement(near, free, more, pass.random());
      PatchGrid.GridPatches others = grids.read(views.source(), second);
      density =
          Scalars.times(even, (double) options.first() / count)
              .add(Scalars.times(near, (double) more / count));
      confidence =
          options.answer() == TwoPassAnswer.ALL
              ? confidence
              : confidence.concat(confidence(others, grids.cells(second), pass), 1);
      cells = cells.concat(second, 1);
      found =
          new PatchGrid.GridPatches(
              found.patches().concat(others.patches(), 1),
              found.regions().concat(others.regions(), 1));
    }
    return Selection.of(found.patches(), weights(confidence), found.regions())
        .with(Part.SCORE_MAP, proposals.map(density))
        .with(Part.CELLS, grids.cells(cells));
  }

  /**
   * Returns the classifier's confidence in each patch alone, {@code (B,N)}.
   *
   * @param cells of the score map, {@code (B,N)}
   */
  private static NDArray confidence(PatchGrid.GridPatches found, NDArray cells, Pass pass) {
    NDManager manager = cells.getManager();
    // Frees everything that is computed of the patches but the confidence.
    try (NDManager own = manager.newSubManager()) {
      NDArray patches = found.patches().stopGradient();
      patches.attach(own);
      Selection alone =
          Selection.of(patches, own.ones(cells.getShape()), found.regions())
              .with(Part.CELLS, cells);
      NDArray sure = pass.confidence().of(alone, pass.detached(own, false));
      sure.attach(manager);
      return sure;
    }
  }

  /** Returns the places of the {@code M} surest, {@code (B,M)} int64. */
  private NDArray surest(NDArray confidence) {
    int most = Math.min(options.around(), options.first());
    return confidence.topK(most, 1, true, true).get(1);
  }

  /** Returns {@code q}, {@code (B,D)}, of the cells of the surest patches {@code (B,M)}. */
  private NDArray near(PatchGrids grids, NDArray surest, NDArray inside) {
    NDArray patches = grids.regions(surest); // (B,M,4)
    NDList all = new NDList();
    int first = 0;
    for (PatchGrid grid : proposals.grids()) {
      int down = grid.rows();
      int across = grid.columns();
      NDArray rows = bells(lines(grids, surest, first, down, across), patches, 0);
      NDArray columns = bells(lines(grids, surest, first, across, 1), patches, 1);
      NDArray sum = rows.matMul(columns.swapAxes(1, 2)); // (B,gh,M)·(B,M,gw)
      all.add(sum.reshape(-1, grid.size()));
      first += grid.size();
    }
    NDArray sum = Joins.concat(all, 1).mul(inside); // (B,D)
    return sum.div(sum.sum(new int[] {1}, true));
  }

  /**
   * Returns the regions of the first of each row or column of a grid's patches, {@code (B,n,4)}.
   */
  private static NDArray lines(PatchGrids grids, NDArray like, int first, int count, int step) {
    NDArray cells =
        like.getManager()
            .arange(first, first + count * step, step, DataType.INT64)
            .expandDims(0)
            .repeat(0, like.getShape().get(0));
    return grids.regions(cells);
  }

  /**
   * Returns {@code exp(−(x − x_m)²/(2(σh)²))} along rows (axis 0) or columns (axis 1).
   *
   * @param lines {@code (B,n,4)} regions of {@code x}
   * @param patches {@code (B,M,4)} regions of {@code x_m}
   * @return {@code (B,n,M)}
   */
  private NDArray bells(NDArray lines, NDArray patches, int axis) {
    NDArray from = patches.get(":,:,{}", axis).expandDims(1); // (B,1,M)
    NDArray to = patches.get(":,:,{}", axis + 2).expandDims(1);
    NDArray at = lines.get(":,:,{}", axis).add(lines.get(":,:,{}", axis + 2)).expandDims(2);
    NDArray away = Scalars.times(at.sub(from.add(to)), 0.5).div(to.sub(from)); // (B,n,M)
    return Scalars.times(Scalars.over(away, options.spread()).square(), -0.5).exp();
  }

  /** Returns {@code w}, {@code (B,K)}, from the confidence in all patches if only one counts. */
  private NDArray weights(NDArray confidence) {
    int count = options.patch().patches();
    long batch = confidence.getShape().get(0);
    NDManager manager = confidence.getManager();
    if (options.answer() == TwoPassAnswer.ALL) {
      return manager.full(new Shape(batch, count), 1f / count);
    }
    NDArray first = confidence.argMax(1).expandDims(1); // (B,1)
    return confidence.zerosLike().scatter(first, manager.ones(new Shape(batch, 1)), 1);
  }

  @Override
  public boolean readsView() {
    return false;
  }

  @Override
  public Optional<ScoreGrid> scoreGrid(ImageSpec image) {
    return Optional.of(proposals(image).centres());
  }

  @Override
  public Optional<ScoreGrid> scoreGrid() {
    return Optional.of(proposals.centres());
  }

  @Override
  public boolean needsConfidence() {
    return true;
  }

  @Override
  public boolean weighsOne() {
    return options.answer() == TwoPassAnswer.MOST_CONFIDENT;
  }

  @Override
  public boolean takesPadding() {
    return true;
  }
}
