package org.example.centre;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.ImageSpec;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchGrids;
import io.ats.core.geometry.Proposals;
import io.ats.core.plugin.SelectorBlock;

/** Selects one patch, always the one in the middle. */
final class Centre extends SelectorBlock {

  private final CentreOptions options;
  private final Proposals middle;

  Centre(CentreOptions options, ImageSpec image) {
    this.options = options;
    middle = middle(image);
  }

  private Proposals middle(ImageSpec image) {
    int size = options.patchSize();
    return Proposals.of(PatchGrid.evenly(image, 1, 1, size, size));
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDManager manager = views.low().getManager(); // one short-lived manager a step
    long batch = views.low().getShape().get(0);
    NDArray cell = manager.zeros(new Shape(batch, 1), DataType.INT64); // (B,K)
    PatchGrids grids = PatchGrids.of(views, middle, this::middle); // images may differ in size
    PatchGrid.GridPatches found = grids.read(views.source(), cell); // patches (B,K,C,h,w)
    return Selection.of(found.patches(), manager.ones(new Shape(batch, 1)), found.regions());
  }
}
