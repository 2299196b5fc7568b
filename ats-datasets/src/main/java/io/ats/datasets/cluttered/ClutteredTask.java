package io.ats.datasets.cluttered;

import io.ats.core.data.Task;
import io.ats.datasets.mnist.Digits;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What to predict of an image's digits. */
public enum ClutteredTask {
  /** One digit: its class. */
  SINGLE(1, Digits.CLASSES),
  /**
   * Two digits, read from left to right: {@code 10·left + right}, so that a prediction is correct
   * if both digits are. The right one starts at least half a digit further right.
   */
  IDENTIFY(2, Digits.CLASSES * Digits.CLASSES),
  /** The same images: the sum of the two digits, 0..18. */
  SUM(2, 2 * Digits.CLASSES - 1);

  private final int digits;
  private final int classes;

  ClutteredTask(int digits, int classes) {
    this.digits = digits;
    this.classes = classes;
  }

  /** Returns how many digits an image shows. */
  int digits() {
    return digits;
  }

  /** Returns the classes' names: the digit, the two digits or their sum. */
  List<String> classNames() {
    return this == IDENTIFY
        ? IntStream.range(0, classes)
            .mapToObj(digits -> String.format(Locale.ROOT, "%02d", digits))
            .toList()
        : Task.numbers(0, classes - 1);
  }
}
