package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import java.util.random.RandomGenerator;

/**
 * Mirrors and turns each image at random, view and full resolution alike. Mirroring, at either
 * axis, makes all four images of a rectangle alike likely; turning by multiples of 90°, of square
 * images, all four of a square; both all eight.
 *
 * @param flip whether images are mirrored
 * @param rotate whether images are turned
 */
public record Symmetry(boolean flip, boolean rotate) implements Augmentation {

  /** {@inheritDoc} What is drawn belongs to the manager of the view. */
  @Override
  public Views apply(Views views, RandomGenerator random) {
    if (!flip && !rotate) {
      return views;
    }
    int batch = views.source().batch();
    boolean[] transposed = new boolean[batch];
    boolean[] upsideDown = new boolean[batch];
    boolean[] mirrored = new boolean[batch];
    for (int b = 0; b < batch; b++) {
      transposed[b] = rotate && random.nextBoolean();
      upsideDown[b] = random.nextBoolean();
      // A turn is a transposition and one mirroring, or none and both.
      mirrored[b] = flip ? random.nextBoolean() : upsideDown[b] != transposed[b];
    }
    NDManager manager = views.low().getManager();
    Shape each = new Shape(batch, 1, 1, 1, 1);
    SymmetricSource source =
        new SymmetricSource(
            views.source(),
            rotate ? manager.create(transposed, each) : null,
            manager.create(upsideDown, each),
            manager.create(mirrored, each));
    NDArray low = source.turned(views.low().expandDims(1)).squeeze(1);
    return new Views(low, source);
  }
}
