package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.geometry.Proposals;
import io.ats.core.plugin.SelectorBlock;
import io.ats.core.sampling.Draws;
import io.ats.core.sampling.Randomness;
import io.ats.core.sampling.SystematicDraws;
import java.util.Optional;

/**
 * Selects patches at {@code K} distinct positions of the view's grid, each equally likely; {@code
 * w_k = 1/K}.
 */
public final class Uniform extends SelectorBlock {

  private final UniformOptions options;
  private final Proposals proposals;
  private final long[] order;

  /** Creates a selector; it has no parameters. */
  public Uniform(UniformOptions options, ImageSpec image) {
    this.options = options;
    proposals = proposals(image);
    order = options.sampling() == UniformSampling.SYSTEMATIC ? proposals.alongCurve() : new long[0];
  }

  private Proposals proposals(ImageSpec image) {
    return Proposals.atPixels(image, options.patch());
  }

  private PatchGrids grids(Views views) {
    return PatchGrids.of(views, proposals, this::proposals)
        .showing(views, options.patch().patches());
  }

  @Override
  public Selection select(Views views, Pass pass) {
    long batch = views.low().getShape().get(0);
    NDManager manager = views.low().getManager();
    PatchGrids grids = grids(views);
    NDArray attention =
        grids
            .inside(manager)
            .map(inside -> inside.div(inside.sum(new int[] {1}, true)))
            .orElseGet(
                () -> manager.full(new Shape(batch, proposals.size()), 1f / proposals.size()));
    NDArray drawn = draw(attention, pass.random());
    PatchGrid.GridPatches found = grids.read(views.source(), drawn);
    NDArray weights =
        manager.full(new Shape(batch, options.patch().patches()), 1f / options.patch().patches());
    return Selection.of(found.patches(), weights, found.regions())
        .with(Part.SCORE_MAP, proposals.map(attention))
        .with(Part.CELLS, grids.cells(drawn));
  }

  private NDArray draw(NDArray attention, Randomness random) {
    int count = options.patch().patches();
    if (options.sampling() == UniformSampling.RANDOM) {
      return Draws.withoutReplacement(attention, count, random);
    }
    return SystematicDraws.positions(
        SystematicDraws.inclusion(attention, count),
        count,
        order,
        SystematicDraws.start(random, attention.getManager(), attention.getShape().get(0)));
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
  public boolean takesPadding() {
    return true;
  }
}
