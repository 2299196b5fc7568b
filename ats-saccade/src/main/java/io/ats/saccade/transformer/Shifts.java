package io.ats.saccade.transformer;

/** Where a crop may lie. */
public enum Shifts {
  /** Anywhere, also outside the image, as in the paper. */
  FREE,
  /** Inside the image: {@code u ← (scale − 1)·tanh u}, and {@code v} likewise. Ours. */
  INSIDE
}
