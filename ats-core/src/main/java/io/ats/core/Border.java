package io.ats.core;

/** What a pixel of a patch reads where the patch reaches over the image's edge. */
public enum Border {
  /** Zero. */
  ZERO,
  /** The image mirrored at its edge pixel, which is not repeated. */
  REFLECT,
  /** Patches are moved inside the image, so that none reaches over its edge. */
  CLAMP
}
