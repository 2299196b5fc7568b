package io.ats.core;

import ai.djl.ndarray.NDArray;

/**
 * A batch's images at low and full resolution.
 *
 * @param low the low-resolution view {@code (B,C,vh,vw)}, float32, values in [0,1]
 * @param source the same images at full resolution
 */
public record Views(NDArray low, PatchSource source) {}
