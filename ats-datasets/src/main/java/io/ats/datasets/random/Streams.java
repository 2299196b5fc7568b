package io.ats.datasets.random;

import io.ats.core.data.Split;
import java.util.SplittableRandom;

/** Independent streams of random numbers, each named by numbers. */
public final class Streams {

  /** First part of the names of the images' streams; a dataset's other streams have others. */
  private static final int IMAGES = 1;

  private Streams() {}

  /**
   * Returns the stream with a name; the same arguments always give the same numbers, whatever other
   * streams have been used.
   *
   * @param seed the seed of them all
   * @param name what the stream is for, such as a kind of drawing and its index
   */
  public static SplittableRandom of(long seed, long... name) {
    long state = new SplittableRandom(seed).nextLong();
    for (long part : name) {
      state = new SplittableRandom(state ^ part).nextLong();
    }
    return new SplittableRandom(state);
  }

  /** Returns the stream that decides what is on an image. */
  public static SplittableRandom image(long seed, Split split, int index) {
    return of(seed, IMAGES, split.ordinal(), index);
  }
}
