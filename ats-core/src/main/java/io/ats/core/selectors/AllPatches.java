package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.SelectorBlock;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;

/**
 * All {@code D} patches of a tiling, {@code w_k = 1/D}: with the {@code gated-attention}
 * aggregator, Deep MIL (Ilse et al., ICML 2018).
 */
public final class AllPatches extends SelectorBlock {

  private final PatchGrid grid;

  /** Creates a selector; it has no parameters. */
  public AllPatches(AllPatchesOptions options, ImageSpec image) {
    grid = options.grid(image);
  }

  @Override
  public Selection select(Views views, Pass pass) {
    return Tiling.readAll(grid, views, 1f / grid.size());
  }
}
