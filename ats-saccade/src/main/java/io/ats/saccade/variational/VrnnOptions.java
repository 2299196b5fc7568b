package io.ats.saccade.variational;

import io.ats.core.options.Option;
import io.ats.core.options.Options;

/** Sizes of the recurrent network. */
public record VrnnOptions(
    @Option(value = "channels of the view network's first convolution", min = 1, max = 1024)
        int channels,
    @Option(value = "features of the view, X, and width of every hidden layer", min = 1, max = 4096)
        int features,
    @Option(
            value = "width of the recurrent state, H, concatenated to the crops' features",
            min = 1,
            max = 4096)
        int state,
    @Option(value = "dimensions of the latent variable, Z", min = 1, max = 1024) int latent) {

  /** Small networks; the paper does not state its sizes. */
  public static final VrnnOptions DEFAULTS = new VrnnOptions(16, 64, 64, 16);

  /** Checks the ranges. */
  public VrnnOptions {
    Options.check(VrnnOptions.class, channels, features, state, latent);
  }
}
