package io.ats.datasets.megapixel;

import io.ats.core.data.Split;
import io.ats.datasets.mnist.DigitPool;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.mnist.PlacedDigit;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.GreyBitmap;
import io.ats.datasets.scene.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws at random what each image shows, a function of seed, split and index alone, so that nothing
 * is kept.
 */
final class MegapixelRecipes {

  /** Name of the random stream of the noise patterns. */
  private static final int PATTERNS = 0;

  private final MegapixelMnistOptions options;
  private final long seed;
  private final List<GreyBitmap> patterns;
  private final Map<Split, DigitPool> pools;

  MegapixelRecipes(MegapixelMnistOptions options, Mnist mnist, long seed) {
    this.options = options;
    this.seed = seed;
    this.patterns = NoisePatterns.draw(Streams.of(seed, PATTERNS), options.noisePatterns());
    this.pools = DigitPool.bySplit(mnist);
  }

  /** Returns the recipe of an image. */
  MegapixelRecipe recipe(Split split, int index) {
    SplittableRandom random = Streams.image(seed, split, index);
    DigitPool pool = pools.get(split);
    int target = random.nextInt(Digits.CLASSES);
    int[][] places = Layout.place(random, options.height(), options.width(), options.digits());
    List<PlacedDigit> digits = new ArrayList<>();
    for (int i = 0; i < options.digits(); i++) {
      int label = i < options.targetDigits() ? target : other(random, target);
      int image = pool.draw(random, label);
      Stamp stamp = new Stamp(pool.bitmap(image), places[i][0], places[i][1]);
      digits.add(new PlacedDigit(label, image, stamp));
    }
    List<Stamp> noise = new ArrayList<>();
    for (int i = 0; i < options.noise(); i++) {
      int[] place = Layout.anywhere(random, options.height(), options.width());
      noise.add(new Stamp(patterns.get(random.nextInt(patterns.size())), place[0], place[1]));
    }
    return new MegapixelRecipe(target, digits, noise);
  }

  /** Returns a class other than {@code target}, uniformly. */
  private static int other(RandomGenerator random, int target) {
    int label = random.nextInt(Digits.CLASSES - 1);
    return label < target ? label : label + 1;
  }
}
