package org.example.centre;

import io.ats.core.options.Option;

/** Options of {@code stripes}. */
public record StripesOptions(
    @Option(value = "side of the images, pixels", min = 16, max = 1024) int side,
    @Option(value = "number of training images", min = 1) int train,
    @Option(value = "number of validation images, and of test images", min = 1) int test) {}
