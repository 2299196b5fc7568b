package io.ats.core;

import ai.djl.ndarray.NDArray;

/**
 * What a selector sees of a batch.
 *
 * @param low the low-resolution view {@code (B,C,vh,vw)}, float32, values in [0,1]
 * @param source the same images at full resolution
 */
public record Views(NDArray low, PatchSource source) {}
