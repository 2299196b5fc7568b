package io.ats.saccade.glimpse;

import io.ats.core.options.Option;
import io.ats.core.options.Require;

/**
 * Options of how locations are chosen.
 *
 * @param deviation of a location around what the network says
 * @param hidden width of the hidden layer of the location and the baseline network
 * @param gain of the location network
 * @param detach whether the policy's gradient ends at what classification trains
 */
public record PolicyOptions(
    @Option(
            value =
                "standard deviation of locations, row and column each, where the image is [−1,1];"
                    + " in training only: at inference the mean is taken",
            min = 0,
            above = true,
            max = 10)
        double deviation,
    @Option(
            value = "width of the hidden layer of the location and the baseline network",
            min = 1,
            max = 65_536)
        int hidden,
    @Option(
            value =
                "factor on the location network's output, before the tangent that bounds it; small:"
                    + " first locations near the centre, and slow under adam",
            min = 0,
            above = true,
            max = 10)
        double gain,
    @Option(
            "true: the score function trains what chooses locations only; false: as in the papers,"
                + " also the state that it is chosen from")
        boolean detach) {

  /** A deviation of 0.05, first locations near the centre, a gradient that ends at the state. */
  public static final PolicyOptions DEFAULTS = new PolicyOptions(0.05, 128, 0.1, true);

  /** Checks what tests and plug-ins may give. */
  public PolicyOptions {
    Require.within("deviation", deviation, Double.MIN_VALUE, 10, "(0,10]");
    Require.atLeast("hidden", hidden, 1);
    Require.within("gain", gain, Double.MIN_VALUE, 10, "(0,10]");
  }
}
