package io.ats.saccade.variational;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.SelectorSpec;
import io.ats.saccade.transformer.Cropping;
import io.ats.saccade.transformer.Shifts;
import io.ats.saccade.transformer.TransformerKind;

/**
 * Options of {@code saccade}.
 *
 * <p>The paper's text has, and the defaults are: the sum of Eq. 5 with {@code β = γ = 1}, samples
 * that are the transform (§7.3), a learned variance, free shifts, group and batch normalisation.
 * From the authors' public code are the Bernoulli likelihood and the state beside the crops'
 * features; the paper's text says of {@code marines} that the view is not used for classification:
 * {@code join-state: false}. One sample at inference is ours, their code takes the mean; so are the
 * number and size of the crops, their largest fraction, the first crops, and all widths.
 *
 * <p>Against posterior collapse there are {@code beta-warmup}, {@code initial-deviation}, {@code
 * reconstruction} and, with a learned layer after the latent variable, {@code shrink} and {@code
 * shifts}; none of them is the paper's.
 */
@About(
    summary =
        "Variational saccading: crops predicted from the latent variables of a variational"
            + " recurrent network of the view.",
    paper =
        "Ramapuram et al., Variational Saccading: Efficient Inference for Large Resolution"
            + " Images, BMVC 2019, Eq. 5 and §7")
public record SaccadeOptions(
    @Option(value = "saccades per image, T, each with one crop", min = 1, max = 1000) int patches,
    @Embedded Cropping cropping,
    @Option("sum: classification loss + bound; product: classification loss · bound")
        BoundForm form,
    @Option(value = "weight β of the KL divergence of the posterior from the prior", min = 0)
        double beta,
    @Option(
            value = "share of training over which β increases linearly from 0; 0: constant",
            min = 0,
            max = 1)
        double betaWarmup,
    @Option(
            value =
                "weight γ of the view's negative log-likelihood, summed over pixels; 0: no decoder",
            min = 0)
        double reconstruction,
    @Option("distribution of the view's pixels") ViewLikelihood likelihood,
    @Option(value = "standard deviation of the gaussian likelihood", min = 0, above = true)
        double viewDeviation,
    @Option(
            "the latent variable is the transform (s, u, v); false: a learned linear layer makes the"
                + " transform of it")
        boolean latentIsTransform,
    @Option(value = "fixed variance of the posterior; 0: learned", min = 0) double variance,
    @Option(
            value = "approximate initial standard deviation of the learned posterior",
            min = 0.01,
            max = 100)
        double initialDeviation,
    @Option("latent variable at inference: one posterior sample, or the posterior mean")
        LatentInference inference,
    @Option(
            "the recurrent state, which has seen the view, joins each crop's features; false: the"
                + " classifier sees the crops alone")
        boolean joinState,
    @Option("sizes of the recurrent network") VrnnOptions network)
    implements SelectorSpec {

  /** Entries of the transform. */
  private static final int TRANSFORM = 3;

  /** The unweighted bound, a learned variance, one posterior sample at inference. */
  public static final SaccadeOptions DEFAULTS =
      new SaccadeOptions(
          2,
          new Cropping(32, TransformerKind.FULL, 1, 0.5, 0, Shifts.FREE, 0.9, 0),
          BoundForm.SUM,
          1,
          0,
          1,
          ViewLikelihood.BERNOULLI,
          1,
          true,
          0,
          1,
          LatentInference.SAMPLE,
          true,
          VrnnOptions.DEFAULTS);

  /**
   * Checks the ranges, that the loss of the product form is not 0, and that a latent variable that
   * is the transform has its three entries and nothing changes them.
   */
  public SaccadeOptions {
    Options.check(
        SaccadeOptions.class,
        patches,
        cropping,
        form,
        beta,
        betaWarmup,
        reconstruction,
        likelihood,
        viewDeviation,
        latentIsTransform,
        variance,
        initialDeviation,
        inference,
        joinState,
        network);
    if (form == BoundForm.PRODUCT && beta == 0 && reconstruction == 0) {
      throw new OptionException(
          "form product needs beta or reconstruction above 0, got 0 and 0: the loss would be 0");
    }
    if (latentIsTransform && network.latent() != TRANSFORM) {
      throw new OptionException(
          "latent-is-transform needs network.latent 3 (s, u, v), got %d; set it to 3, or latent-is-transform to false"
              .formatted(network.latent()));
    }
    if (latentIsTransform && (cropping.shrink() > 0 || cropping.shifts() != Shifts.FREE)) {
      throw new OptionException(
          "latent-is-transform needs shrink 0 and shifts free, got %s and %s; set them so, or latent-is-transform to false"
              .formatted(cropping.shrink(), Options.key(cropping.shifts())));
    }
  }

  /** Returns {@code β} at a training progress in [0,1]. */
  double beta(double progress) {
    return betaWarmup == 0 ? beta : beta * Math.min(1, progress / betaWarmup);
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new Saccade(this, image);
  }

  @Override
  public int patches(ImageSpec image) {
    return patches;
  }

  @Override
  public int[] patchSize(ImageSpec image) {
    return new int[] {cropping.patchSize(), cropping.patchSize()};
  }
}
