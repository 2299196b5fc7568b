package io.ats.saccade.variational;

import io.ats.core.options.Option;
import io.ats.core.options.Options;

/**
 * Sizes of the recurrent network.
 *
 * <p>The running statistics of its batch normalisation are those of all steps together, since the
 * steps share their layers.
 */
public record VrnnOptions(
    @Option(value = "channels of the view network's first convolution", min = 1, max = 1024)
        int channels,
    @Option(value = "features of the view, X, and width of every hidden layer", min = 1, max = 4096)
        int features,
    @Option(value = "width of the recurrent state, H", min = 1, max = 4096) int state,
    @Option(
            value = "dimensions of the latent variable, Z; 3 with latent-is-transform",
            min = 1,
            max = 1024)
        int latent,
    @Option(
            "group normalisation of convolutions and batch normalisation of hidden dense layers,"
                + " before each ReLU")
        boolean normalisation) {

  /** Normalised, as in the paper; the widths are ours, small: the paper does not state its own. */
  public static final VrnnOptions DEFAULTS = new VrnnOptions(16, 64, 64, 3, true);

  /** Checks the ranges. */
  public VrnnOptions {
    Options.check(VrnnOptions.class, channels, features, state, latent, normalisation);
  }
}
