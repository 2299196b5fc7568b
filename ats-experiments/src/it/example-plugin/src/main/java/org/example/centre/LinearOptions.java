package org.example.centre;

import io.ats.core.options.Option;

/** Options of {@code linear}. */
public record LinearOptions(@Option(value = "features F", min = 1, max = 4096) int features) {}
