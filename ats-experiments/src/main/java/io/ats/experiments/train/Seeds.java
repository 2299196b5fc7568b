package io.ats.experiments.train;

import java.util.SplittableRandom;

/**
 * The seeds of a trial, one for each use, all derived from the trial's seed, so that the number of
 * draws of one use does not affect the others.
 *
 * @param seed the trial's
 */
public record Seeds(long seed) {

  /** Returns the seed of the data: the images, and nothing of the model. */
  public long data() {
    return derive(1, 0);
  }

  /** Returns the seed of the parameters' initial values. */
  public long initialisation() {
    return derive(2, 0);
  }

  /** Returns the seed of the order of the training images in an epoch. */
  public long order(int epoch) {
    return derive(3, epoch);
  }

  /** Returns the seed of everything drawn while training an epoch. */
  public long sampling(int epoch) {
    return derive(4, epoch);
  }

  /** Returns the seed of everything drawn while evaluating; the same at every epoch. */
  public long evaluation() {
    return derive(5, 0);
  }

  private long derive(int use, int index) {
    SplittableRandom first = new SplittableRandom(seed ^ (0x9E3779B97F4A7C15L * use));
    return new SplittableRandom(first.nextLong() + index).nextLong();
  }
}
