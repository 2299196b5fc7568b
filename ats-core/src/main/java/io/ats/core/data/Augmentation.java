package io.ats.core.data;

import io.ats.core.Views;
import java.util.random.RandomGenerator;

/** Changes the images of a training batch at random, view and full resolution alike. */
@FunctionalInterface
public interface Augmentation {

  /**
   * Augments a batch.
   *
   * @param views the batch
   * @param random the generator, seeded for this batch
   * @return the views to train on
   */
  Views apply(Views views, RandomGenerator random);
}
