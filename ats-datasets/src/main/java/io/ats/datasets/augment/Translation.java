package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import io.ats.core.options.OptionException;
import io.ats.core.source.TensorSource;
import java.util.random.RandomGenerator;

/**
 * Moves each image at random, view and full resolution alike: by a whole number of the view's
 * pixels along each axis, uniform in what is at most {@code reach} pixels of the full image (the
 * augmentation of Katharopoulos &amp; Fleuret's and Cordonnier et al.'s street signs and
 * billiards). What leaves the image is lost, and zeros come in.
 *
 * @param reach the most pixels of the full image that an image is moved along an axis; less than
 *     its side, of a small image
 * @param probability that an image is moved
 */
public record Translation(int reach, double probability) implements Augmentation {

  /**
   * Checks the ranges.
   *
   * @throws OptionException if the reach is below 0 or the probability not in [0,1]
   */
  public Translation {
    if (reach < 0) {
      throw new OptionException(
          "translation must be at least 0, got " + reach + "; 0 turns it off");
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new OptionException("translation-probability must be in [0,1], got " + probability);
    }
  }

  /** {@inheritDoc} The shifts drawn belong to the manager of the view. */
  @Override
  public Views apply(Views views, RandomGenerator random) {
    if (reach == 0) {
      return views;
    }
    int batch = views.source().batch();
    long[] ofView = new long[2 * batch];
    long[] ofImage = new long[2 * batch];
    for (int b = 0; b < batch; b++) {
      boolean moved = probability == 1 || random.nextDouble() < probability;
      for (int axis = 0; axis < 2; axis++) {
        int side = axis == 0 ? views.source().height(b) : views.source().width(b);
        double pixel = (double) side / (axis == 0 ? views.viewHeight(b) : views.viewWidth(b));
        int most = (int) (Math.min(reach, side - 1) / pixel);
        int steps = moved ? random.nextInt(-most, most + 1) : 0;
        ofView[2 * b + axis] = steps;
        ofImage[2 * b + axis] = Math.round(steps * pixel);
      }
    }
    NDManager manager = views.low().getManager();
    Shape each = new Shape(batch, 1, 2);
    Views moved =
        views.with(
            moved(views.clean(), manager.create(ofView, each)),
            new TranslatedSource(views.source(), manager.create(ofImage, each)));
    Views clean = moved.with(moved.clean(), moved.source());
    return views.foreground() == null
        ? clean
        : clean.with(moved(views.foreground(), manager.create(ofView, each)));
  }

  /**
   * Returns images moved by whole pixels, zeros coming in.
   *
   * @param images {@code (B,C,h,w)}
   * @param shift {@code (B,1,2)} int64: rows down, columns to the right
   */
  static NDArray moved(NDArray images, NDArray shift) {
    int height = Math.toIntExact(images.getShape().get(2));
    int width = Math.toIntExact(images.getShape().get(3));
    return new TensorSource(images).crop(shift.neg(), height, width, Border.ZERO).squeeze(1);
  }
}
