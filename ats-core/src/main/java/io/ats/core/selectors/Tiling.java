package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
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
import java.util.Optional;
import java.util.function.Function;

/**
 * Selects all patches of each image's grid, with equal weights; it has no parameters. Where an
 * image has fewer than the largest's {@code D}, the others are absent, of weight 0.
 */
final class Tiling extends SelectorBlock {

  private final Proposals largest;
  private final Function<ImageSpec, Proposals> grid;
  private final boolean mean;

  /**
   * Creates a selector.
   *
   * @param grid the grid of an image, of patches of one size
   * @param mean whether an image's weights sum to 1; else each is 1
   */
  Tiling(ImageSpec image, Function<ImageSpec, PatchGrid> grid, boolean mean) {
    this.grid = grid.andThen(Proposals::of);
    largest = this.grid.apply(image);
    this.mean = mean;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDManager manager = views.low().getManager();
    long batch = views.low().getShape().get(0);
    Shape shape = new Shape(batch, largest.size());
    NDArray cells =
        manager
            .arange(0, largest.size(), 1, DataType.INT64)
            .reshape(new Shape(1, largest.size()))
            .repeat(0, batch);
    PatchGrids all = PatchGrids.of(views, largest, grid);
    PatchGrids grids = mean ? all.showing(views, 1) : all; // a grid of crops is of the whole image
    PatchGrid.GridPatches found = grids.read(views.source(), cells);
    Optional<NDArray> present = grids.inside(manager);
    NDArray weights =
        present
            .map(inside -> mean ? inside.div(inside.sum(new int[] {1}, true)) : inside)
            .orElseGet(() -> manager.full(shape, mean ? 1f / largest.size() : 1));
    Selection selection =
        Selection.of(found.patches(), weights, found.regions()).with(Part.CELLS, cells);
    return present.map(inside -> selection.with(Part.PRESENT, inside)).orElse(selection);
  }

  @Override
  public boolean readsView() {
    return false;
  }

  @Override
  public Optional<ScoreGrid> scoreGrid() {
    return Optional.of(largest.centres());
  }

  @Override
  public Optional<ScoreGrid> scoreGrid(ImageSpec image) {
    return Optional.of(grid.apply(image).centres());
  }

  @Override
  public boolean takesPadding() {
    return true;
  }
}
