package io.ats.saccade.variational;

import io.ats.core.options.Option;
import io.ats.core.options.Require;

/**
 * Sizes of the recurrent network.
 *
 * @param channels of the view network's first convolution
 * @param features width of what is read off the view, and of every hidden layer
 * @param state {@code H} of the recurrent state
 * @param latent {@code Z}
 */
public record VrnnOptions(
    @Option(value = "channels of the view network's first convolution", min = 1, max = 1024)
        int channels,
    @Option(value = "features of the view, and width of every hidden layer", min = 1, max = 4096)
        int features,
    @Option(
            value = "width of the recurrent state, which joins the crops' features",
            min = 1,
            max = 4096)
        int state,
    @Option(value = "dimensions of the latent variable of a saccade", min = 1, max = 1024)
        int latent) {

  /** Small networks; the source's sizes are not in its text. */
  public static final VrnnOptions DEFAULTS = new VrnnOptions(16, 64, 64, 16);

  /** Checks what tests and plug-ins may give. */
  public VrnnOptions {
    Require.atLeast("channels", channels, 1);
    Require.atLeast("features", features, 1);
    Require.atLeast("state", state, 1);
    Require.atLeast("latent", latent, 1);
  }
}
