package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.options.Option;

/**
 * Options of {@code grid-crops}.
 *
 * @param rows crops from top to bottom
 * @param columns crops from left to right
 */
public record GridCropsOptions(
    @Option(value = "crops from top to bottom", min = 1, max = 10_000) int rows,
    @Option(value = "crops from left to right", min = 1, max = 10_000) int columns) {

  /** The source's 12 × 12. */
  public static final GridCropsOptions DEFAULTS = new GridCropsOptions(12, 12);

  /** Returns height and width of the smallest crops that cover the image. */
  int[] cropSize(ImageSpec image) {
    return new int[] {(image.height() + rows - 1) / rows, (image.width() + columns - 1) / columns};
  }
}
