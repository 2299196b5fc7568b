package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Pass;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.data.ImageSpec;
import io.ats.core.geometry.HilbertCurve;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.ReceptiveField;
import io.ats.core.plugin.SelectorBlock;
import io.ats.core.sampling.Draws;
import io.ats.core.sampling.SystematicDraws;
import java.util.Optional;

/**
 * Selects patches at {@code K} distinct positions of the view's grid, each equally likely; {@code
 * w_k = 1/K}.
 */
public final class Uniform extends SelectorBlock {

  private final UniformOptions options;
  private final PatchGrid grid;
  private final long[] order;

  /** Creates a selector; it has no parameters. */
  public Uniform(UniformOptions options, ImageSpec image) {
    this.options = options;
    grid =
        PatchGrid.ofScores(
            image,
            ReceptiveField.IDENTITY,
            image.viewHeight(),
            image.viewWidth(),
            options.patch().patchSize(),
            options.patch().border());
    grid.requireAtLeast(options.patch().patches(), "a larger view");
    order = HilbertCurve.order(grid.rows(), grid.columns());
  }

  @Override
  public Selection select(Views views, Pass pass) {
    long batch = views.low().getShape().get(0);
    NDArray attention =
        views.low().getManager().full(new Shape(batch, grid.size()), 1f / grid.size());
    NDArray drawn = draw(attention);
    PatchGrid.GridPatches found = grid.read(views.source(), drawn);
    NDArray weights =
        views
            .low()
            .getManager()
            .full(new Shape(batch, options.patch().patches()), 1f / options.patch().patches());
    return Selection.of(found.patches(), weights, found.regions())
        .with(Part.SCORE_MAP, attention.reshape(new Shape(batch, grid.rows(), grid.columns())))
        .with(Part.CELLS, drawn);
  }

  private NDArray draw(NDArray attention) {
    int count = options.patch().patches();
    if (options.sampling() == UniformSampling.RANDOM) {
      return Draws.withoutReplacement(attention, count);
    }
    return SystematicDraws.positions(
        SystematicDraws.inclusion(attention, count),
        count,
        order,
        SystematicDraws.start(attention.getManager(), attention.getShape().get(0)));
  }

  @Override
  public Optional<ScoreGrid> scoreGrid() {
    return Optional.of(grid.centres());
  }
}
