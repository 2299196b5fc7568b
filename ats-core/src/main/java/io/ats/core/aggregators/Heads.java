package io.ats.core.aggregators;

import io.ats.core.options.OptionException;

/** Checks that an attention layer's width suits its heads. */
final class Heads {

  private Heads() {}

  /**
   * Checks that the width is a multiple of the number of heads.
   *
   * @throws OptionException if not; the message names both and a suitable width
   */
  static void requireDivide(int width, int heads) {
    if (width % heads != 0) {
      throw new OptionException(
          "width = %d is not a multiple of heads = %d; choose width %d, or other heads"
              .formatted(width, heads, (width / heads + 1) * heads));
    }
  }
}
