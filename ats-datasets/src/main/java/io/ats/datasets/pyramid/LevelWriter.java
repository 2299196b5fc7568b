package io.ats.datasets.pyramid;

import io.ats.core.source.Rendering;
import java.io.IOException;

/**
 * One level of a pyramid that is written from top to bottom; it hands its area average on to the
 * next level. Holds one row of tiles.
 */
final class LevelWriter {

  private static final int CHANNELS = RegionImage.CHANNELS;

  final int height;
  final int width;
  final int tileHeight;
  final int tileWidth;
  final long[] offsets;
  final long[] counts;
  final LevelWriter next; // null at the last

  private final PyramidFile file;
  private final TileEncoder encoder;
  private final byte[] strip;
  private int filled;
  private int done;
  private int tiles;

  LevelWriter(PyramidFile file, TileEncoder encoder, int height, int width) {
    this.file = file;
    this.encoder = encoder;
    this.height = height;
    this.width = width;
    int side = encoder.options().tileSize();
    this.tileHeight = tile(side, height);
    this.tileWidth = tile(side, width);
    this.strip = new byte[CHANNELS * Math.min(tileHeight, height) * width];
    int count = Math.multiplyExact((height - 1) / tileHeight + 1, across());
    this.offsets = new long[count];
    this.counts = new long[count];
    boolean last = height <= side && width <= side;
    this.next =
        last
            ? null
            : new LevelWriter(file, encoder, Math.max(1, height / 2), Math.max(1, width / 2));
  }

  /** Returns a tile's side that does not exceed the image's: OpenSlide 3 takes such for empty. */
  private static int tile(int side, int image) {
    int fitting = Math.min(side, image) / PyramidOptions.MULTIPLE * PyramidOptions.MULTIPLE;
    return Math.max(PyramidOptions.MULTIPLE, fitting);
  }

  private int across() {
    return (width - 1) / tileWidth + 1;
  }

  /** Writes all rows. */
  void writeAll(PixelRows rows) throws IOException {
    while (done < height) {
      filled = Math.min(tileHeight, height - done);
      rows.read(done, filled, strip);
      flush();
    }
  }

  private void flush() throws IOException {
    byte[][] row = new byte[across()][];
    Rendering.each(
        row.length, i -> row[i] = encoder.encode(tile(i * tileWidth), tileHeight, tileWidth));
    for (byte[] tile : row) {
      offsets[tiles] = file.append(tile);
      counts[tiles] = tile.length;
      tiles++;
    }
    int rows = filled;
    done += filled;
    filled = 0;
    for (int y = 0; next != null && y < rows && next.takes(); y += 2) {
      next.average(strip, y, Math.min(y + 1, rows - 1), width);
    }
  }

  private boolean takes() {
    return done + filled < height;
  }

  /** Returns a tile, beyond the edges filled with the last pixels. */
  private byte[] tile(int left) {
    byte[] tile = new byte[CHANNELS * tileHeight * tileWidth];
    int columns = Math.min(tileWidth, width - left);
    for (int y = 0; y < tileHeight; y++) {
      int from = CHANNELS * (Math.min(y, filled - 1) * width + left);
      int to = CHANNELS * y * tileWidth;
      System.arraycopy(strip, from, tile, to, CHANNELS * columns);
      for (int i = CHANNELS * columns; i < CHANNELS * tileWidth; i++) {
        tile[to + i] = tile[to + i - CHANNELS];
      }
    }
    return tile;
  }

  /** Takes a row, the average of two rows of the level above. */
  private void average(byte[] above, int upper, int lower, int widthAbove) throws IOException {
    for (int x = 0; x < width; x++) {
      int left = 2 * x;
      int right = Math.min(left + 1, widthAbove - 1);
      for (int channel = 0; channel < CHANNELS; channel++) {
        int sum =
            at(above, upper * widthAbove + left, channel)
                + at(above, upper * widthAbove + right, channel)
                + at(above, lower * widthAbove + left, channel)
                + at(above, lower * widthAbove + right, channel);
        strip[CHANNELS * (filled * width + x) + channel] = (byte) ((sum + 2) >> 2);
      }
    }
    filled++;
    if (filled == tileHeight || !takes()) {
      flush();
    }
  }

  private static int at(byte[] pixels, int pixel, int channel) {
    return pixels[CHANNELS * pixel + channel] & 255;
  }
}
