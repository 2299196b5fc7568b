package io.ats.saccade.glimpse;

import io.ats.core.options.Option;
import io.ats.core.options.Options;

/** Options of the location policy. */
public record PolicyOptions(
    @Option(
            value =
                "standard deviation of a location, per axis, where the image is [−1,1]; in training"
                    + " only, since inference uses the mean",
            min = 0,
            above = true,
            max = 10)
        double deviation,
    @Option(
            value = "width of the hidden layer of the location network and of the baseline network",
            min = 1,
            max = 65_536)
        int hidden,
    @Option(
            value =
                "factor γ on the location network's output, before the tanh; small: first locations"
                    + " near the centre, and slow learning with adam",
            min = 0,
            above = true,
            max = 10)
        double gain,
    @Option(
            "true: the score function trains only the networks that choose locations; false: also"
                + " the state that is their input, as in the papers")
        boolean detach) {

  /** A deviation of 0.05, first locations near the centre, detached. */
  public static final PolicyOptions DEFAULTS = new PolicyOptions(0.05, 128, 0.1, true);

  /** Checks the ranges. */
  public PolicyOptions {
    Options.check(PolicyOptions.class, deviation, hidden, gain, detach);
  }
}
