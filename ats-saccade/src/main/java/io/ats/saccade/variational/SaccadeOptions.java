package io.ats.saccade.variational;

import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Require;
import io.ats.core.plugin.SquarePatches;
import io.ats.saccade.transformer.Cropping;
import io.ats.saccade.transformer.Shifts;
import io.ats.saccade.transformer.TransformerKind;

/**
 * Options of {@code saccade}. By default those of the source, as far as its text gives them;
 * against a collapse of the posterior there are {@code betaWarmup}, {@code initialDeviation},
 * {@code shrink}, {@code shifts} and {@code reconstruction}.
 *
 * @param patches {@code T}
 * @param patchSize side of a crop as the encoder sees it
 * @param transformer what crops are read from
 * @param margin of the localised transformer
 * @param maxImageFraction the most of the image's sides that a crop covers
 * @param shrink over which share of training that falls from 1 to its value
 * @param shifts how far from the centre
 * @param initialCrop side of the first crops over that of the largest
 * @param localisationWeights deviation of the localisation's initial weights
 * @param form how classification loss and bound are combined
 * @param beta {@code β}
 * @param betaWarmup over which share of training {@code β} rises from 0
 * @param reconstruction weight of the reconstruction term
 * @param likelihood of the view
 * @param viewDeviation of the Gaussian likelihood
 * @param deviation of the posterior where it is not learned
 * @param initialDeviation of the posterior where it is learned
 * @param inference what the latent variable is at inference
 * @param network sizes
 */
public record SaccadeOptions(
    @Option(value = "saccades an image, T, each with one crop", min = 1, max = 1000) int patches,
    @Option(value = "side of a crop as the encoder sees it, pixels", min = 1, max = 100_000)
        int patchSize,
    @Option("full: sampled from the image; localised: from a tile around the crop")
        TransformerKind transformer,
    @Option(value = "localised: pixels that the tile reads beyond the largest crop", min = 0)
        int margin,
    @Option(
            value = "the most of the image's height and width that a crop covers",
            min = 0,
            above = true,
            max = 1)
        double maxImageFraction,
    @Option(
            value = "share of training over which the most falls from 1 to max-image-fraction",
            min = 0,
            max = 1)
        double shrink,
    @Option("free: crops may leave the image, as in the source; inside: they may not")
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
    @Option("sum: classification loss + bound; product: classification loss · bound")
        BoundForm form,
    @Option(value = "weight β of the divergence of posterior from prior", min = 0) double beta,
    @Option(value = "share of training over which β rises from 0", min = 0, max = 1)
        double betaWarmup,
    @Option(
            value =
                "weight of the view's negative log-likelihood, summed over pixels; 0: no decoder",
            min = 0)
        double reconstruction,
    @Option("distribution of the view's pixels") ViewLikelihood likelihood,
    @Option(value = "standard deviation of the gaussian likelihood", min = 0, above = true)
        double viewDeviation,
    @Option(value = "the posterior's standard deviation, fixed; 0: learned", min = 0)
        double deviation,
    @Option(
            value = "the learned posterior's standard deviation at first, about",
            min = 0.01,
            max = 100)
        double initialDeviation,
    @Option("validation and test look where one posterior sample says, or the posterior's mean")
        Inference inference,
    @Option("sizes of the recurrent network") VrnnOptions network)
    implements SquarePatches {

  /** The bound itself, learned deviation, one posterior sample at inference. */
  public static final SaccadeOptions DEFAULTS =
      new SaccadeOptions(
          2,
          32,
          TransformerKind.FULL,
          1,
          0.5,
          0,
          Shifts.FREE,
          0.9,
          0,
          BoundForm.SUM,
          1,
          0,
          1,
          ViewLikelihood.BERNOULLI,
          1,
          0,
          1,
          Inference.SAMPLE,
          VrnnOptions.DEFAULTS);

  /** Checks what tests and plug-ins may give. */
  public SaccadeOptions {
    Require.atLeast("patches", patches, 1);
    new Cropping(transformer, margin, maxImageFraction, shrink, shifts, patchSize); // checks
    Require.within("initialCrop", initialCrop, 0.01, 0.999, "[0.01,0.999]");
    Require.within("betaWarmup", betaWarmup, 0, 1, "[0,1]");
    if (form == BoundForm.PRODUCT && beta == 0 && reconstruction == 0) {
      throw new OptionException(
          "form product needs beta or reconstruction above 0, got 0 and 0: the loss would be 0");
    }
  }

  /** Returns how crops are made. */
  Cropping cropping() {
    return new Cropping(transformer, margin, maxImageFraction, shrink, shifts, patchSize);
  }

  /** Returns {@code β} when so much of training is done. */
  double beta(double progress) {
    return betaWarmup == 0 ? beta : beta * Math.min(1, progress / betaWarmup);
  }
}
