package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import io.ats.core.math.Scalars;
import java.util.random.RandomGenerator;

/**
 * Changes each image's brightness and contrast at random: {@code min(1, max(0, gain·x + bias))},
 * with one gain and one bias per image, the same in all colours, for the view and for all that is
 * read at full resolution.
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
    float[] gains = draw(random, 1, options.gain(), batch);
    float[] biases = draw(random, 0, options.bias(), batch);
    if (options.colourProbability() < 1) {
      for (int b = 0; b < batch; b++) {
        if (random.nextDouble() >= options.colourProbability()) {
          gains[b] = 1;
          biases[b] = 0;
        }
      }
    }
    NDArray gain = manager.create(gains, new Shape(batch, 1, 1, 1));
    NDArray bias = manager.create(biases, new Shape(batch, 1, 1, 1));
    Views changed =
        views.with(
            Scalars.clip(views.low().mul(gain).add(bias), 0, 1),
            new PhotometricSource(views.source(), gain, bias));
    return changed.with(changed.clean(), changed.source());
  }

  /** Returns a number for each image, uniform in centre ± reach. */
  private static float[] draw(RandomGenerator random, double centre, double reach, int batch) {
    float[] values = new float[batch];
    for (int b = 0; b < batch; b++) {
      values[b] = (float) (centre + reach * (2 * random.nextDouble() - 1));
    }
    return values;
  }
}
