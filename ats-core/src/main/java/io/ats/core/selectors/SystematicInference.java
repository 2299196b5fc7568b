package io.ats.core.selectors;

/** The patches that {@code ats-systematic} reads at inference. */
public enum SystematicInference {
  /** Drawn, as in training. */
  DRAWN,
  /** Those of {@code u = ½}: the same at every call. */
  MIDPOINT
}
