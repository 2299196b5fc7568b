package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.SelectorBlock;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;

/**
 * The image cut in {@code rows × columns} crops, {@code w_k = 1}, so that the {@code mean}
 * aggregator sums them (the 144-crop baseline of Ramapuram et al., BMVC 2019).
 */
public final class GridCrops extends SelectorBlock {

  private final PatchGrid grid;

  /** Creates a selector; it has no parameters. */
  public GridCrops(GridCropsOptions options, ImageSpec image) {
    int[] size = options.cropSize(image);
    grid = PatchGrid.evenly(image, options.rows(), options.columns(), size[0], size[1]);
  }

  @Override
  public Selection select(Views views, Pass pass) {
    return Tiling.readAll(grid, views, 1f);
  }
}
