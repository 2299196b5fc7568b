package io.ats.datasets.random;

import java.util.SplittableRandom;

/** Independent streams of random numbers, named by numbers. */
public final class Streams {

  private Streams() {}

  /**
   * Returns the stream with a name; the same arguments always give the same numbers, whatever other
   * streams have been used.
   *
   * @param seed the seed of them all
   * @param name what the stream is for, such as a split and an index in it
   */
  public static SplittableRandom of(long seed, long... name) {
    long state = new SplittableRandom(seed).nextLong();
    for (long part : name) {
      state = new SplittableRandom(state ^ part).nextLong();
    }
    return new SplittableRandom(state);
  }
}
