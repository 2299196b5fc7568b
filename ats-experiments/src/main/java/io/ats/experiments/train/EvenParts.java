package io.ats.experiments.train;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits a number of things into parts of nearly equal size: a last part of one thing would be too
 * few for batch normalisation.
 */
final class EvenParts {

  private EvenParts() {}

  /** A part: from {@code first} to below {@code next}. */
  record Part(int first, int next) {}

  /**
   * Returns the fewest parts of at most {@code most} things; their sizes differ by at most one.
   *
   * @param all the number of things
   */
  static List<Part> of(int all, int most) {
    int count = (all - 1) / most + 1;
    return IntStream.range(0, count)
        .mapToObj(
            i -> new Part((int) ((long) all * i / count), (int) ((long) all * (i + 1) / count)))
        .toList();
  }
}
