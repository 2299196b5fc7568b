package io.ats.datasets.pyramid;

/**
 * One of an image's resolutions.
 *
 * @param height in the level's pixels
 * @param width in the level's pixels
 * @param downsample how many pixels of level 0 a pixel of this level is high and wide, at least 1
 * @param tileHeight of the tiles that are decoded at once, pixels
 * @param tileWidth of those tiles, pixels
 */
public record Level(int height, int width, double downsample, int tileHeight, int tileWidth) {

  /** Returns a level of an image whose level 0 has the given sides. */
  static Level of(
      int fullHeight, int fullWidth, int height, int width, int tileHeight, int tileWidth) {
    double downsample = ((double) fullHeight / height + (double) fullWidth / width) / 2;
    return new Level(height, width, Math.max(1, downsample), tileHeight, tileWidth);
  }

  /** Returns the number of rows of tiles. */
  int tilesDown() {
    return (height - 1) / tileHeight + 1;
  }

  /** Returns the number of columns of tiles. */
  int tilesAcross() {
    return (width - 1) / tileWidth + 1;
  }
}
