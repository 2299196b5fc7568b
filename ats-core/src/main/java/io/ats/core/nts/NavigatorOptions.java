package io.ats.core.nts;

import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.geometry.PatchSize;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import java.util.List;

/** Options of the proposals of NTS-Net and of the network that scores them. */
public record NavigatorOptions(
    @Option(value = "proposals selected per image", min = 1, max = 100_000) int patches,
    @Option(
            value = "side, pixels, that the squares or rectangles proposed are resampled to",
            min = 1,
            max = PatchSize.MOST)
        PatchSizes patchSize,
    @Option(
            value = "pixels of the view from one cell of the encoder's map to the next",
            min = 1,
            max = 1024)
        int stride,
    @Option(value = "channels of the network's 3×3 convolutions", min = 1, max = 4096) int channels,
    @Option("sizes proposed at each cell of the map, pixels of the full image") PatchSizes fine,
    @Option("sizes proposed at each cell of half as many rows and columns") PatchSizes middle,
    @Option("sizes proposed at each cell of a quarter as many") PatchSizes coarse) {

  private static final List<Double> RATIOS = List.of(2 / 3.0, 1.0, 1.5);
  private static final double THIRD = Math.cbrt(2);

  /**
   * The paper's: sides of 48, 96 and 192 pixels in images of 448², ratios 2:3, 1:1 and 3:2, patches
   * of 224²; the scales between the sides are those of the authors' public configuration, 1,614
   * proposals in all.
   */
  public static final NavigatorOptions DEFAULTS =
      new NavigatorOptions(
          6,
          PatchSizes.square(224),
          32,
          128,
          PatchSizes.scaled(48, List.of(THIRD, THIRD * THIRD), RATIOS),
          PatchSizes.scaled(96, List.of(THIRD, THIRD * THIRD), RATIOS),
          PatchSizes.scaled(192, List.of(1.0, THIRD, THIRD * THIRD), RATIOS));

  /** Checks the ranges, and that patches are read at one size. */
  public NavigatorOptions {
    Options.check(
        NavigatorOptions.class, patches, patchSize, stride, channels, fine, middle, coarse);
    if (patchSize.count() > 1) {
      throw new OptionException(
          "patch-size %s: all proposals are resampled to one size; choose one, and name the sizes proposed under fine, middle and coarse"
              .formatted(patchSize.each()));
    }
  }

  /** Returns the sizes proposed, finest first, one list a level. */
  List<PatchSizes> levels() {
    return List.of(fine, middle, coarse);
  }

  /**
   * Checks that no proposal is larger than the images.
   *
   * @throws OptionException if one is; the message names it and its option
   */
  void requireFit(ImageSpec image) {
    List<String> names = List.of("fine", "middle", "coarse");
    for (int level = 0; level < names.size(); level++) {
      for (PatchSize size : levels().get(level).each()) {
        if (size.height() > image.height() || size.width() > image.width()) {
          throw new OptionException(
              "%s has proposals of %d×%d, larger than the image of %d×%d; choose smaller ones, all sizes in proportion to the image"
                  .formatted(
                      names.get(level),
                      size.height(),
                      size.width(),
                      image.height(),
                      image.width()));
        }
      }
    }
  }

  /** Returns the sizes of all levels for tables. */
  public String sizes() {
    return levels().stream().mapToInt(PatchSizes::count).sum() + " sizes";
  }

  /** Returns number and size of the patches that are read; beyond the image's edge are zeros. */
  public PatchOptions patch() {
    return new PatchOptions(patches, patchSize, Border.ZERO);
  }
}
