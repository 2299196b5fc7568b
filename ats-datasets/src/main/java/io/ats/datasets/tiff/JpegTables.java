package io.ats.datasets.tiff;

import io.ats.datasets.files.RawJpeg;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes JPEG tiles, whose tables may stand in the directory, once for all tiles. */
final class JpegTables {

  private static final int MARKER = 2;

  private final byte[] tables;

  /** Takes the tables, a JPEG without an image; none if each tile has its own. */
  JpegTables(byte[] tables) {
    this.tables = tables;
  }

  /**
   * Returns a tile's samples as they are stored, pixel by pixel.
   *
   * @param height rows that are needed, pixels
   * @param mostHeight rows that the tile may have, pixels
   * @throws IOException if it is damaged or of another size
   */
  byte[] decode(byte[] tile, int height, int mostHeight, int width, int samples)
      throws IOException {
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(whole(tile)))) {
      Raster raster =
          RawJpeg.read(
              in,
              (h, w) -> {
                if (w != width || h < height || h > mostHeight) {
                  throw new IOException(
                      "a JPEG of "
                          + h
                          + "×"
                          + w
                          + " pixels in a tile of "
                          + mostHeight
                          + "×"
                          + width);
                }
              });
      if (raster.getNumBands() != samples) {
        throw new IOException(raster.getNumBands() + " instead of " + samples + " colours");
      }
      return RawJpeg.bytes(raster);
    }
  }

  private byte[] whole(byte[] tile) throws IOException {
    if (tile.length < 2 * MARKER) {
      throw new IOException("a tile of " + tile.length + " bytes");
    }
    if (tables.length < 2 * MARKER) {
      return tile;
    }
    int head = tables.length - MARKER; // The tables' end and the tile's start are left out.
    byte[] whole = new byte[head + tile.length - MARKER];
    System.arraycopy(tables, 0, whole, 0, head);
    System.arraycopy(tile, MARKER, whole, head, tile.length - MARKER);
    return whole;
  }
}
