package io.ats.core.encoders;

import io.ats.core.options.Option;

/**
 * Options of {@code resnet18}.
 *
 * @param width multiplies every layer's channels
 * @param smallStem whether the stem keeps the size, for small patches
 * @param norm L2 norm that features are scaled to
 */
public record ResNet18Options(
    @Option(value = "multiplies the channels 64, 128, 256, 512", min = 0, above = true, max = 16)
        double width,
    @Option("a 3×3 stem of stride 1 without pooling, for small patches") boolean smallStem,
    @Option(value = "L2 norm that the features are scaled to; 0: as they are", min = 0)
        double norm) {

  /** The published network. */
  public static final ResNet18Options DEFAULTS = new ResNet18Options(1, false, 0);
}
