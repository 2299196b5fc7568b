package io.ats.datasets.cluttered;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.mnist.DigitPool;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.mnist.PlacedDigit;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws at random what each image shows, a function of seed, split and index alone. Classes are
 * uniform and independent; places are uniform among those that are allowed.
 */
final class ClutteredRecipes {

  /** Minimum width for two digits, in sides of a digit; at least one try in 50 then succeeds. */
  static final double ROOM = 2.25;

  private static final int TRIES = 10_000;

  private final ClutteredMnistOptions options;
  private final long seed;
  private final Map<Split, DigitPool> pools;

  ClutteredRecipes(ClutteredMnistOptions options, Mnist mnist, long seed) {
    this.options = options;
    this.seed = seed;
    this.pools = DigitPool.bySplit(mnist);
  }

  /** Returns the recipe of an image. */
  ClutteredRecipe recipe(Split split, int index) {
    SplittableRandom random = Streams.image(seed, split, index);
    DigitPool pool = pools.get(split);
    int side = options.digitSize();
    List<PlacedDigit> digits = new ArrayList<>();
    for (int[] place : places(random)) {
      int label = random.nextInt(Digits.CLASSES);
      int image = pool.draw(random, label);
      Stamp stamp =
          new Stamp(Magnifier.part(pool.bitmap(image), side, 0, 0, side), place[0], place[1]);
      digits.add(new PlacedDigit(label, image, stamp));
    }
    List<Stamp> clutter = new ArrayList<>();
    for (int i = 0; i < options.clutter(); i++) {
      clutter.add(fragment(random, pool));
    }
    return new ClutteredRecipe(digits, clutter);
  }

  /** Cuts a square from a random place in a random digit, and puts it at a random place. */
  private Stamp fragment(RandomGenerator random, DigitPool pool) {
    int image = pool.draw(random, random.nextInt(Digits.CLASSES));
    int size = options.clutterSize();
    int row = random.nextInt(options.digitSize() - size + 1);
    int column = random.nextInt(options.digitSize() - size + 1);
    int[] place = anywhere(random, size);
    return new Stamp(
        Magnifier.part(pool.bitmap(image), options.digitSize(), row, column, size),
        place[0],
        place[1]);
  }

  /** Returns row and column of each digit's top left pixel, from left to right. */
  private int[][] places(RandomGenerator random) {
    int side = options.digitSize();
    if (options.task() == ClutteredTask.SINGLE) {
      return new int[][] {anywhere(random, side)};
    }
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int[] left = anywhere(random, side);
      int[] right = anywhere(random, side);
      int across = right[1] - left[1];
      boolean apart = across >= side || Math.abs(right[0] - left[0]) >= side;
      if (2 * across >= side && apart) {
        return new int[][] {left, right};
      }
    }
    throw new OptionException(
        String.format(
            "no place found for two digits of %d pixels on a canvas of height %d and width %d;"
                + " raise width or lower digit-size",
            side, options.height(), options.width()));
  }

  private int[] anywhere(RandomGenerator random, int side) {
    return new int[] {
      random.nextInt(options.height() - side + 1), random.nextInt(options.width() - side + 1)
    };
  }
}
