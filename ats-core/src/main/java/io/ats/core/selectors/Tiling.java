package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;

/** Reads every patch of a grid. */
final class Tiling {

  private Tiling() {}

  /** Returns all {@code D} patches with the same weight. */
  static Selection readAll(PatchGrid grid, Views views, float weight) {
    NDManager manager = views.low().getManager();
    long batch = views.low().getShape().get(0);
    NDArray all =
        manager
            .arange(0, grid.size(), 1, DataType.INT64)
            .reshape(new Shape(1, grid.size()))
            .repeat(0, batch);
    PatchGrid.GridPatches found = grid.read(views.source(), all);
    NDArray weights = manager.full(new Shape(batch, grid.size()), weight);
    return Selection.of(found.patches(), weights, found.regions());
  }
}
