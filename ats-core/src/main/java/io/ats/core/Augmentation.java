package io.ats.core;

import java.util.random.RandomGenerator;

/** Changes a training batch's images at random, the view and the full resolution alike. */
@FunctionalInterface
public interface Augmentation {

  /**
   * Augments.
   *
   * @param views the batch
   * @param random seeded for this batch
   * @return the views to train on
   */
  Views apply(Views views, RandomGenerator random);
}
