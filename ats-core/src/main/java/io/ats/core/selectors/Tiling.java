package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Pass;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.plugin.SelectorBlock;
import java.util.Optional;

/** Selects all {@code D} patches of a grid, with equal weights; it has no parameters. */
final class Tiling extends SelectorBlock {

  private final PatchGrid grid;
  private final float weight;

  Tiling(PatchGrid grid, float weight) {
    this.grid = grid;
    this.weight = weight;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDManager manager = views.low().getManager();
    long batch = views.low().getShape().get(0);
    NDArray all =
        manager
            .arange(0, grid.size(), 1, DataType.INT64)
            .reshape(new Shape(1, grid.size()))
            .repeat(0, batch);
    PatchGrid.GridPatches found = grid.read(views.source(), all);
    NDArray weights = manager.full(new Shape(batch, grid.size()), weight);
    return Selection.of(found.patches(), weights, found.regions()).with(Part.CELLS, all);
  }

  @Override
  public Optional<ScoreGrid> scoreGrid() {
    return Optional.of(grid.centres());
  }
}
