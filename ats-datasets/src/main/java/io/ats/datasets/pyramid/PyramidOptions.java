package io.ats.datasets.pyramid;

/**
 * How a pyramid is written.
 *
 * @param tileSize side of the tiles in pixels, a multiple of 16 up to 4096
 * @param compression of the tiles
 * @param quality of JPEG, above 0 and at most 1
 * @param effort of deflate, from 1, fast, to 9, small
 */
public record PyramidOptions(
    int tileSize, TileCompression compression, double quality, int effort) {

  /** Tiles of 256 pixels that keep every value. */
  public static final PyramidOptions DEFAULTS =
      new PyramidOptions(256, TileCompression.DEFLATE, 0.9, 6);

  /** Of which a tile's sides are multiples, as TIFF has it. */
  static final int MULTIPLE = 16;

  private static final int LARGEST = 4096;

  /** Checks the values. */
  public PyramidOptions {
    if (tileSize < MULTIPLE || tileSize > LARGEST || tileSize % MULTIPLE != 0) {
      throw new IllegalArgumentException(
          "a tile's size must be a multiple of 16 from 16 to 4096, got " + tileSize);
    }
    if (!(quality > 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality must be above 0 and at most 1, got " + quality);
    }
    if (effort < 1 || effort > 9) {
      throw new IllegalArgumentException("effort must be from 1 to 9, got " + effort);
    }
  }

  /** Returns these options with another compression. */
  public PyramidOptions with(TileCompression other) {
    return new PyramidOptions(tileSize, other, quality, effort);
  }
}
