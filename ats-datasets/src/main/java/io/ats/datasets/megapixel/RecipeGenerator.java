package io.ats.datasets.megapixel;

import io.ats.core.Split;
import io.ats.datasets.megapixel.Recipe.PlacedDigit;
import io.ats.datasets.mnist.DigitPool;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.Bitmap;
import io.ats.datasets.scene.Stamp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Decides what stands where on each image, when asked: a recipe is a function of seed, split and
 * index alone, so none is kept.
 */
final class RecipeGenerator {

  /** Names of the random streams; those of the images go on with split and index. */
  private static final int PATTERNS = 0;

  private static final int IMAGES = 1;

  private final MegapixelMnistOptions options;
  private final long seed;
  private final List<Bitmap> patterns;
  private final Map<Split, DigitPool> pools = new EnumMap<>(Split.class);

  RecipeGenerator(MegapixelMnistOptions options, Mnist mnist, long seed) {
    this.options = options;
    this.seed = seed;
    this.patterns = NoisePatterns.draw(Streams.of(seed, PATTERNS), options.noisePatterns());
    for (Split split : Split.values()) {
      pools.put(split, DigitPool.of(mnist, split));
    }
  }

  /** Returns the recipe of an image. */
  Recipe recipe(Split split, int index) {
    SplittableRandom random = Streams.of(seed, IMAGES, split.ordinal(), index);
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
    return new Recipe(target, digits, noise);
  }

  /** Returns a class other than {@code target}, uniformly. */
  private static int other(RandomGenerator random, int target) {
    int label = random.nextInt(Digits.CLASSES - 1);
    return label < target ? label : label + 1;
  }
}
