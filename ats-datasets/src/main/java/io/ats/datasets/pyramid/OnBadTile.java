package io.ats.datasets.pyramid;

/** What is done with a tile that cannot be decoded. */
public enum OnBadTile {
  /** Reading it is an error that names file, level and tile. */
  FAIL,
  /** It is filled with white and counted. */
  SKIP
}
