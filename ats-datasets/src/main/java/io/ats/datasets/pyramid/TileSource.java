package io.ats.datasets.pyramid;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** Decodes the tiles of a file; for several threads at a time. */
interface TileSource extends Closeable {

  String format();

  List<Level> levels();

  OptionalDouble micronsPerPixel();

  /**
   * Decodes a tile.
   *
   * @return red, green and blue of each pixel, row by row, a tile's full height and width
   * @throws IOException if it is damaged or missing, saying what was found
   */
  byte[] tile(int level, int row, int column) throws IOException;

  /** Returns what is hashed for the checksum in place of the file; empty for the file itself. */
  default String fingerprint() {
    return "";
  }
}
