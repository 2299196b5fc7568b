package io.ats.datasets.mnist;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.datasets.scene.GreyBitmap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The digits of one split, by class; no two splits share a digit. */
public final class DigitPool {

  /** Index of the first training image that is for validation. */
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
                Options.key(split), first, end - 1, c));
      }
    }
  }

  /**
   * Returns each split's digits: training images 0 to 49,999, the other training images for
   * validation, the test images for test.
   *
   * @throws OptionException if a class has no digit in a split
   */
  public static Map<Split, DigitPool> bySplit(Mnist mnist) {
    Digits train = mnist.train();
    Digits test = mnist.test();
    return Map.of(
        Split.TRAIN,
        new DigitPool(train, 0, VALIDATION_START, Split.TRAIN),
        Split.VALIDATION,
        new DigitPool(train, VALIDATION_START, train.count(), Split.VALIDATION),
        Split.TEST,
        new DigitPool(test, 0, test.count(), Split.TEST));
  }

  /** Returns the index, among its file's images, of a digit of a class, uniformly. */
  public int draw(RandomGenerator random, int label) {
    return byClass[label][random.nextInt(byClass[label].length)];
  }

  /** Returns a digit by its index among its file's images. */
  public GreyBitmap bitmap(int image) {
    return digits.bitmap(image);
  }
}
