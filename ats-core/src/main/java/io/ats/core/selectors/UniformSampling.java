package io.ats.core.selectors;

/** How {@code uniform} draws its positions. */
public enum UniformSampling {
  /** Any {@code K} distinct positions, all sets equally likely. */
  RANDOM,
  /** Systematic sampling along a Hilbert curve: the patches are spread over the image. */
  SYSTEMATIC
}
