package io.ats.saccade.transformer;

/** How far from the image's centre a crop may lie. */
public enum Shifts {
  /** Anywhere, outside the image too, as in the source. */
  FREE,
  /** Inside the image: {@code u ← (scale − 1)·tanh u}, and {@code v} likewise. Ours. */
  INSIDE
}
