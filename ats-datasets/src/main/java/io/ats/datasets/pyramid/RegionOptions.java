package io.ats.datasets.pyramid;

import java.nio.file.Path;

/**
 * How images are opened.
 *
 * @param tileMegabytes memory for decoded tiles of all images together, in units of 10⁶ bytes
 * @param onBadTile what is done with a tile that cannot be decoded
 * @param cacheFolder where tiled copies of plain files and views are kept
 */
public record RegionOptions(int tileMegabytes, OnBadTile onBadTile, Path cacheFolder) {

  /** 256 MB, an error for a bad tile, and the folder that the environment names. */
  public static final RegionOptions DEFAULTS =
      new RegionOptions(256, OnBadTile.FAIL, CacheFolder.standard(System.getenv()));
}
