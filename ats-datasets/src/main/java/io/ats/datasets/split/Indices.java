package io.ats.datasets.split;

import io.ats.core.Split;

/** Checks of the images that are asked for. */
public final class Indices {

  private Indices() {}

  /**
   * Checks that a batch has an image.
   *
   * @throws IllegalArgumentException if there is no index
   */
  public static void requireAny(int... indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("a batch needs at least one index");
    }
  }

  /**
   * Checks that a split has an image.
   *
   * @throws IndexOutOfBoundsException if not, naming index, split and size
   */
  public static void require(Split split, int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          String.format(
              "index %d of split %s, which has %d images: expected 0 to %d",
              index, split, size, size - 1));
    }
  }
}
