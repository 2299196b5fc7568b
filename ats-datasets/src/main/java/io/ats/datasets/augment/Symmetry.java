package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import io.ats.core.options.OptionException;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
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

  /**
   * {@inheritDoc} What is drawn belongs to the manager of the view.
   *
   * @throws OptionException if images of different sizes are to be turned
   */
  @Override
  public Views apply(Views views, RandomGenerator random) {
    if (!flip && !rotate) {
      return views;
    }
    if (rotate && views.mixed()) {
      throw new OptionException(
          "augmentation.rotate needs square images of one size, and the images' sizes differ; choose augmentation.flip");
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
    UnaryOperator<NDArray> turn =
        images ->
            views.padded()
                ? mirrored(views, images, upsideDown, mirrored)
                : source.turned(images.expandDims(1)).squeeze(1);
    Views turned = views.with(turn.apply(views.low()), source);
    return views.foreground() == null ? turned : turned.with(turn.apply(views.foreground()));
  }

  /** Returns each image {@code (B,C,vh,vw)} mirrored in its corner, the padding as it is. */
  private static NDArray mirrored(
      Views views, NDArray images, boolean[] upsideDown, boolean[] mirrored) {
    Shape shape = images.getShape(); // (B,C,vh,vw)
    NDManager manager = images.getManager();
    long batch = shape.get(0);
    NDArray rows =
        manager
            .create(order(upsideDown, views::viewHeight, (int) shape.get(2)))
            .reshape(batch, 1, shape.get(2), 1);
    NDArray columns =
        manager
            .create(order(mirrored, views::viewWidth, (int) shape.get(3)))
            .reshape(batch, 1, 1, shape.get(3));
    return images.gather(rows.broadcast(shape), 2).gather(columns.broadcast(shape), 3);
  }

  /** Returns where each pixel of an axis comes from, image by image. */
  private static long[] order(boolean[] turned, IntUnaryOperator own, int side) {
    long[] from = new long[turned.length * side];
    for (int i = 0; i < from.length; i++) {
      int b = i / side;
      int last = own.applyAsInt(b) - 1;
      from[i] = turned[b] && i % side <= last ? last - i % side : i % side;
    }
    return from;
  }
}
