package io.ats.core.selectors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.math.Constants;
import io.ats.core.plugin.SelectorBlock;

/**
 * Selects the whole image as one patch, at full resolution or downscaled: the CNN baseline. Images
 * of different sizes are all resized to one.
 */
public final class WholeImage extends SelectorBlock {

  private final int[] size;

  /** Creates a selector; it has no parameters. */
  public WholeImage(WholeImageOptions options, ImageSpec image) {
    size = options.size(image);
  }

  @Override
  public Selection select(Views views, Pass pass) {
    return onePatch(views.source().view(views.low().getManager(), size[0], size[1]));
  }

  @Override
  public boolean readsView() {
    return false;
  }

  @Override
  public boolean takesPadding() {
    return true;
  }

  /** Returns the selection of one patch per image: all of it, given as {@code (B,C,h,w)}. */
  static Selection onePatch(NDArray image) {
    NDManager manager = image.getManager();
    long batch = image.getShape().get(0);
    NDArray regions =
        Constants.of(manager, new float[] {0, 0, 1, 1}, new Shape(1, 1, 4)).repeat(0, batch);
    return Selection.of(image.expandDims(1), manager.ones(new Shape(batch, 1)), regions);
  }
}
