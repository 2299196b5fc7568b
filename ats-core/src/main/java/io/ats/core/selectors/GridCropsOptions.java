package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.SelectorSpec;

/**
 * Options of {@code grid-crops}: {@code rows × columns} crops, evenly spaced from edge to edge,
 * {@code w_k = 1}, so that the {@code mean} aggregator sums their features. Of images of different
 * sizes all crops are of the largest's size, and overlap more in the others.
 */
@About(
    summary = "The image cut into a grid of crops whose features are summed.",
    paper = "Ramapuram et al., Variational Saccading, BMVC 2019, the 144-crop ResNet-18 baseline")
public record GridCropsOptions(
    @Option(value = "rows of crops", min = 1, max = 10_000) int rows,
    @Option(value = "columns of crops", min = 1, max = 10_000) int columns,
    @Option(
            value =
                "side of a crop, pixels; more overlap; 0: the smallest crops that cover the image",
            min = 0,
            max = 100_000)
        int cropSize)
    implements SelectorSpec {

  /** The paper's 12 × 12. */
  public static final GridCropsOptions DEFAULTS = new GridCropsOptions(12, 12, 0);

  /** Checks the ranges. */
  public GridCropsOptions {
    Options.check(GridCropsOptions.class, rows, columns, cropSize);
  }

  /**
   * Returns the crops' height and width.
   *
   * @throws OptionException if crops of the given size leave out a part of the image
   */
  int[] sizes(ImageSpec image) {
    if (cropSize > 0) {
      if ((long) rows * cropSize < image.height() || (long) columns * cropSize < image.width()) {
        throw new OptionException(
            "crop-size = %d: %d×%d crops do not cover an image of %d×%d; take more, larger ones, or 0"
                .formatted(cropSize, rows, columns, image.height(), image.width()));
      }
      return new int[] {cropSize, cropSize};
    }
    return new int[] {(image.height() + rows - 1) / rows, (image.width() + columns - 1) / columns};
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    int[] size = sizes(image);
    return new Tiling(image, own -> grid(own, size), false);
  }

  private PatchGrid grid(ImageSpec image, int[] size) {
    if (size[0] > image.height() || size[1] > image.width()) {
      throw new OptionException(
          "crops of %d×%d, of the largest image, do not fit into one of %d×%d; choose more rows and columns, a smaller crop-size, or selector all-patches"
              .formatted(size[0], size[1], image.height(), image.width()));
    }
    return PatchGrid.evenly(image, rows, columns, size[0], size[1]);
  }

  @Override
  public int[] patchSize(ImageSpec image) {
    return sizes(image);
  }

  @Override
  public int patches(ImageSpec image) {
    return rows * columns;
  }
}
