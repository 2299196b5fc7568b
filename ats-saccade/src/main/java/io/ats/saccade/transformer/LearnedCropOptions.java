package io.ats.saccade.transformer;

import io.ats.core.options.Option;
import io.ats.core.options.Require;

/**
 * Options of {@code spatial-transformer}.
 *
 * @param patchSize side of the crop as the encoder sees it
 * @param transformer what the crop is read from
 * @param margin of the localised transformer
 * @param maxImageFraction the most of the image's sides that the crop covers
 * @param shrink over which share of training that falls from 1 to its value
 * @param shifts how far from the centre
 * @param initialCrop side of the first crops over that of the largest
 * @param localisationWeights of the localisation's initial weights
 * @param channels of the view network's first convolution
 * @param features of the view network
 */
public record LearnedCropOptions(
    @Option(value = "side of the crop as the encoder sees it, pixels", min = 1, max = 100_000)
        int patchSize,
    @Option("full: sampled from the image; localised: from a tile around the crop")
        TransformerKind transformer,
    @Option(value = "localised: pixels that the tile reads beyond the largest crop", min = 0)
        int margin,
    @Option(
            value = "the most of the image's height and width that the crop covers",
            min = 0,
            above = true,
            max = 1)
        double maxImageFraction,
    @Option(
            value = "share of training over which the most falls from 1 to max-image-fraction",
            min = 0,
            max = 1)
        double shrink,
    @Option("free: the crop may leave the image, as in the source; inside: it may not")
        Shifts shifts,
    @Option(
            value = "side of the first crops as a share of the largest; 1 would get no gradient",
            min = 0.01,
            max = 0.999)
        double initialCrop,
    @Option(
            value = "standard deviation of the localisation's initial weights; 0: crops centred",
            min = 0)
        double localisationWeights,
    @Option(value = "channels of the view network's first convolution", min = 1, max = 1024)
        int channels,
    @Option(value = "features of the view network", min = 1, max = 4096) int features) {

  /** Free shifts, no shrinking, centred at first. */
  public static final LearnedCropOptions DEFAULTS =
      new LearnedCropOptions(50, TransformerKind.FULL, 1, 0.5, 0, Shifts.FREE, 0.9, 0, 16, 64);

  /** Checks the range of what tests and plug-ins may give. */
  public LearnedCropOptions {
    new Cropping(transformer, margin, maxImageFraction, shrink, shifts, patchSize); // checks
    Require.within("initialCrop", initialCrop, 0.01, 0.999, "[0.01,0.999]");
  }

  /** Returns how crops are made. */
  Cropping cropping() {
    return new Cropping(transformer, margin, maxImageFraction, shrink, shifts, patchSize);
  }
}
