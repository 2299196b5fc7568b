package io.ats.core.encoders;

import io.ats.core.options.Option;

/**
 * Options of {@code resnet18}.
 *
 * @param width multiplies every layer's channels
 * @param smallStem whether the stem keeps the size, for small patches
 * @param normalise whether features are L2-normalised
 */
public record ResNet18Options(
    @Option(value = "multiplies the channels 64, 128, 256, 512", min = 0, above = true, max = 16)
        double width,
    @Option("a 3×3 stem of stride 1 without pooling, for small patches") boolean smallStem,
    @Option("L2-normalise the features") boolean normalise) {

  /** The published network. */
  public static final ResNet18Options DEFAULTS = new ResNet18Options(1, false, false);
}
