package io.ats.datasets.scene;

import io.ats.core.data.InputTransform;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.source.Normalisation;
import java.util.List;

/**
 * How colours are normalised before a model sees them: {@code (x − mean)/deviation}. A network
 * without layers that normalise learns slowly from colours whose mean is several times their
 * deviation, as those of a bright image in [0,1].
 */
public record ColourOptions(
    @Option("subtracted from red, green, blue in [0,1]") List<Double> mean,
    @Option(value = "by which red, green, blue are then divided", min = 0, above = true)
        List<Double> deviation) {

  /** Colours as they are, in [0,1]. */
  public static final ColourOptions AS_THEY_ARE =
      new ColourOptions(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  /** The mean and deviation of ImageNet's images. */
  public static final ColourOptions OF_IMAGENET =
      new ColourOptions(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  /**
   * Checks the ranges.
   *
   * @throws OptionException if one is out of range, or not of three colours
   */
  public ColourOptions {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    Options.check(ColourOptions.class, mean, deviation);
    if (mean.size() != ColourBitmap.CHANNELS || deviation.size() != ColourBitmap.CHANNELS) {
      throw new OptionException(
          "mean and deviation need 3 numbers each, of red, green and blue, got %s and %s"
              .formatted(mean, deviation));
    }
  }

  /** Returns what is done to the images. */
  public InputTransform input() {
    return Normalisation.of(mean, deviation);
  }
}
