package io.ats.datasets.random;

import io.ats.core.data.Split;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

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

  /** Puts a list in random order, all orders alike likely. */
  public static <T> void shuffle(List<T> all, RandomGenerator random) {
    for (int i = all.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T kept = all.set(i, all.get(j));
      all.set(j, kept);
    }
  }

  /** Returns the stream that decides what is on an image. */
  public static SplittableRandom image(long seed, Split split, int index) {
    return of(seed, IMAGES, split.ordinal(), index);
  }
}
