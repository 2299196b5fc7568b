package io.ats.datasets.pyramid;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A colour image on disk, 8 bits a colour, read region by region at several levels; for several
 * threads at a time. Only the tiles that a region touches are decoded.
 */
public interface RegionImage extends AutoCloseable {

  /** The number of channels: red, green, blue. */
  int CHANNELS = 3;

  /** Returns the file. */
  Path file();

  /** Returns the file's format, such as {@code TIFF} or {@code PNG}. */
  String format();

  /** Returns the levels, from the full resolution to the coarsest. */
  List<Level> levels();

  /**
   * Returns the length in micrometres of a pixel's side at level 0, the mean of both directions;
   * empty if the file has none, or one that is no microscope's.
   */
  OptionalDouble micronsPerPixel();

  /**
   * Reads a region.
   *
   * @param level index of the level
   * @param row the region's top row in the level's pixels
   * @param column the region's left column in the level's pixels
   * @param height of the region, pixels
   * @param width of the region, pixels
   * @param target receives red, green and blue of each pixel, row by row, from index 0 on
   * @throws IllegalArgumentException if the region does not lie within the level or {@code target}
   *     is too short
   * @throws UncheckedIOException if a tile cannot be decoded, naming file, level and tile, unless
   *     such tiles are skipped
   */
  void read(int level, int row, int column, int height, int width, byte[] target);

  /** Returns how many tiles were decoded since the image was opened, not taken from memory. */
  long decodedTiles();

  /** Returns how many different tiles could not be decoded and were filled with white. */
  long badTiles();

  /**
   * Returns a checksum of the image in hexadecimal, the SHA-256 of the file; of formats of several
   * files that of the library's fingerprint of them.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  String checksum();

  /** Closes the file; regions cannot be read any more. */
  @Override
  void close();
}
