package io.ats.core.score;

/** What a convolution reads beyond the map's edge. */
public enum Padding {
  /** Zeros: the map keeps its size. */
  SAME,
  /** Nothing: the map loses a cell at each edge. */
  VALID;

  /** Returns the cells added at each edge for a 3×3 convolution. */
  int cells() {
    return this == SAME ? 1 : 0;
  }
}
