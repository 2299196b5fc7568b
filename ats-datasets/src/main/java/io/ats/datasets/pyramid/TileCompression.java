package io.ats.datasets.pyramid;

/** How the tiles of a pyramid are compressed. */
public enum TileCompression {
  /** Keeps every value. */
  DEFLATE,
  /** Smaller, with small errors. */
  JPEG
}
