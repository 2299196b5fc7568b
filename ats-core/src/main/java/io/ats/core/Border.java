package io.ats.core;

/** How a patch that extends beyond the image's edge is read. */
public enum Border {
  /** Pixels outside the image are zero, after normalisation too. */
  ZERO,
  /** The image is mirrored at its edge pixel, which is not repeated. */
  REFLECT,
  /** The patch is moved inside the image. */
  CLAMP
}
