package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import java.util.random.RandomGenerator;

/**
 * Changes each image's brightness and contrast at random: {@code min(1, max(0, gain·x + bias))},
 * with one gain and one bias per image, for the view and for all that is read at full resolution.
 *
 * @param options the ranges of gain and bias
 */
public record Photometric(PhotometricOptions options) implements Augmentation {

  /** {@inheritDoc} The values drawn belong to the manager of the view. */
  @Override
  public Views apply(Views views, RandomGenerator random) {
    if (options.gain() == 0 && options.bias() == 0) {
      return views;
    }
    int batch = views.source().batch();
    NDManager manager = views.low().getManager();
    NDArray gain = draw(manager, random, 1, options.gain(), batch);
    NDArray bias = draw(manager, random, 0, options.bias(), batch);
    return new Views(
        views.low().mul(gain).add(bias).clip(0, 1),
        new PhotometricSource(views.source(), gain, bias));
  }

  /** Returns {@code (B,1,1,1)}, uniform in centre ± reach. */
  private static NDArray draw(
      NDManager manager, RandomGenerator random, double centre, double reach, int batch) {
    float[] values = new float[batch];
    for (int b = 0; b < batch; b++) {
      values[b] = (float) (centre + reach * (2 * random.nextDouble() - 1));
    }
    return manager.create(values, new Shape(batch, 1, 1, 1));
  }
}
