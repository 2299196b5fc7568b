package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.SelectorBlock;
import io.ats.core.Views;

/** One patch, all of the image: the CNN baseline, at full resolution or downscaled. */
public final class WholeImage extends SelectorBlock {

  private final int[] size;

  /** Creates a selector; it has no parameters. */
  public WholeImage(WholeImageOptions options, ImageSpec image) {
    size = options.size(image);
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDManager manager = views.low().getManager();
    NDArray image = views.source().view(manager, size[0], size[1]);
    long batch = image.getShape().get(0);
    NDArray regions = manager.create(new float[] {0, 0, 1, 1}, new Shape(1, 1, 4)).repeat(0, batch);
    return Selection.of(image.expandDims(1), manager.ones(new Shape(batch, 1)), regions);
  }
}
