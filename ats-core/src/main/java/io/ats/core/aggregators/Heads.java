package io.ats.core.aggregators;

import io.ats.core.options.OptionException;

/** What attention heads demand of a width. */
final class Heads {

  private Heads() {}

  /**
   * Checks that the heads share the width evenly.
   *
   * @throws OptionException if not; it names both and the nearest width
   */
  static void requireDivide(int width, int heads) {
    if (width % heads != 0) {
      throw new OptionException(
          "width = %d does not divide among heads = %d; choose width %d, or other heads"
              .formatted(width, heads, (width / heads + 1) * heads));
    }
  }
}
