package io.ats.datasets.mnist;

import io.ats.core.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.scene.Bitmap;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The digits that one split may use, by class; no two splits share one. */
public final class DigitPool {

  /** Training images up to here are for training, the others for validation. */
  private static final int VALIDATION_START = 50_000;

  private final Digits digits;
  private final int[][] byClass;

  private DigitPool(Digits digits, int first, int end, Split split) {
    this.digits = digits;
    this.byClass = new int[Digits.CLASSES][];
    for (int c = 0; c < Digits.CLASSES; c++) {
      int label = c;
      byClass[c] = IntStream.range(first, end).filter(i -> digits.label(i) == label).toArray();
      if (byClass[c].length == 0) {
        throw new OptionException(
            String.format(
                "mnist: the %s split's images, %d to %d, hold no digit %d; leave mnist empty for"
                    + " the embedded files",
                split.name().toLowerCase(Locale.ROOT), first, end - 1, c));
      }
    }
  }

  /**
   * Returns a split's digits: training images 0 to 49,999, the other training images for
   * validation, the test images for test.
   *
   * @throws OptionException if a class has no digit there
   */
  public static DigitPool of(Mnist mnist, Split split) {
    return switch (split) {
      case TRAIN -> new DigitPool(mnist.train(), 0, VALIDATION_START, split);
      case VALIDATION ->
          new DigitPool(mnist.train(), VALIDATION_START, mnist.train().count(), split);
      case TEST -> new DigitPool(mnist.test(), 0, mnist.test().count(), split);
    };
  }

  /** Returns the index, among its file's images, of a digit of a class, uniformly. */
  public int draw(RandomGenerator random, int label) {
    return byClass[label][random.nextInt(byClass[label].length)];
  }

  /** Returns the picture of a digit by its index among its file's images. */
  public Bitmap bitmap(int image) {
    return digits.bitmap(image);
  }
}
