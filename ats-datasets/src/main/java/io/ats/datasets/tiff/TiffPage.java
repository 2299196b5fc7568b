package io.ats.datasets.tiff;

import java.io.IOException;
import java.util.Arrays;

/**
 * One image of a TIFF file, decoded tile by tile. A strip counts as a tile as wide as the image.
 */
public final class TiffPage {

  private static final int LARGEST_SIDE = 1 << 16;
  private static final long LARGEST_TILE = 1 << 29;

  /** A single strip that is not compressed is read in parts of so many rows. */
  private static final int ROWS = 64;

  private final FileBytes file;
  private final TiffDirectory directory;
  private final Compression compression;
  private final PixelLayout layout;
  private final JpegTables tables;
  private final int height;
  private final int width;
  private final int tileHeight;
  private final int tileWidth;
  private final boolean tiled;
  private final boolean separate;
  private final boolean differences;
  private final long[] offsets;
  private final long[] counts;

  TiffPage(FileBytes file, TiffDirectory directory) throws IOException {
    this.file = file;
    this.directory = directory;
    this.height = directory.integer(TiffTag.HEIGHT, 0);
    this.width = directory.integer(TiffTag.WIDTH, 0);
    if (height < 1 || width < 1) {
      throw new IOException("an image of " + height + "×" + width + " pixels");
    }
    this.tiled = tiled(directory);
    this.tileWidth = tiled ? directory.integer(TiffTag.TILE_WIDTH, 0) : width;
    this.compression = Compression.of(directory.integer(TiffTag.COMPRESSION, 1));
    this.layout = new PixelLayout(directory, compression);
    this.tables = new JpegTables(directory.bytes(TiffTag.JPEG_TABLES));
    this.separate = directory.integer(TiffTag.PLANES, 1) == 2 && layout.samples() > 1;
    this.differences = predictor(directory, compression, layout.bits());
    long rows = tiled ? directory.integer(TiffTag.TILE_HEIGHT, 0) : rowsPerStrip(directory);
    boolean parts = !tiled && !separate && compression == Compression.NONE && rows >= height;
    this.tileHeight = (int) (tiled ? rows : Math.min(height, parts ? ROWS : rows));
    checkTile();
    if (parts) {
      this.offsets = new long[tilesDown()];
      this.counts = new long[tilesDown()];
      split(directory);
      return;
    }
    this.offsets = directory.integers(tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS);
    this.counts = directory.integers(tiled ? TiffTag.TILE_BYTES : TiffTag.STRIP_BYTES);
    long tiles = (long) tilesDown() * tilesAcross() * (separate ? layout.samples() : 1);
    if (offsets.length != tiles || counts.length != tiles) {
      throw new IOException(
          "%d offsets and %d sizes of %d tiles".formatted(offsets.length, counts.length, tiles));
    }
  }

  private void split(TiffDirectory directory) throws IOException {
    long[] strip = directory.integers(TiffTag.STRIP_OFFSETS);
    if (strip.length != 1) {
      throw new IOException(strip.length + " offsets of one strip");
    }
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = strip[0] + (long) i * tileHeight * rowBytes();
      counts[i] = (long) Math.min(tileHeight, height - i * tileHeight) * rowBytes();
    }
  }

  /** Returns whether a directory's image is stored in tiles, not strips. */
  public static boolean tiled(TiffDirectory directory) {
    return directory.has(TiffTag.TILE_WIDTH);
  }

  private static long rowsPerStrip(TiffDirectory directory) throws IOException {
    long[] rows = directory.integers(TiffTag.ROWS_PER_STRIP);
    return rows.length == 0 || rows[0] < 1 ? Integer.MAX_VALUE : rows[0];
  }

  private static boolean predictor(TiffDirectory directory, Compression compression, int bits)
      throws IOException {
    int predictor = directory.integer(TiffTag.PREDICTOR, Predictor.NONE);
    boolean used = compression == Compression.LZW || compression == Compression.DEFLATE;
    if (!used || predictor == Predictor.NONE) {
      return false;
    }
    if (predictor != Predictor.HORIZONTAL || bits < 8) {
      throw new UnsupportedTiffException(
          "the predictor " + predictor + " of " + bits + "-bit samples, which is not read");
    }
    return true;
  }

  /** Checks that a tile can be held in memory, so that a damaged header is told before. */
  private void checkTile() throws IOException {
    long bytes = (long) rowBytes() * tileHeight;
    boolean tooWide = tiled && (tileHeight > LARGEST_SIDE || tileWidth > LARGEST_SIDE);
    if (tileHeight < 1 || tileWidth < 1 || tooWide) {
      throw new IOException("tiles of " + tileHeight + "×" + tileWidth + " pixels");
    }
    if (bytes > LARGEST_TILE || 3L * tileWidth * tileHeight > LARGEST_TILE) {
      throw new UnsupportedTiffException(
          "tiles or strips of %d×%d pixels, of at most %d bytes that are read"
              .formatted(tileHeight, tileWidth, LARGEST_TILE));
    }
  }

  private int rowBytes() {
    long bits = (long) tileWidth * layout.bits() * (separate ? 1 : layout.samples());
    return (int) Math.min(Integer.MAX_VALUE, (bits + 7) / 8);
  }

  /** Returns the fields. */
  public TiffDirectory directory() {
    return directory;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the height of a tile in pixels. */
  public int tileHeight() {
    return tileHeight;
  }

  /** Returns the width of a tile in pixels. */
  public int tileWidth() {
    return tileWidth;
  }

  private int tilesDown() {
    return (height - 1) / tileHeight + 1;
  }

  private int tilesAcross() {
    return (width - 1) / tileWidth + 1;
  }

  /**
   * Decodes a tile.
   *
   * @return red, green and blue of each pixel, row by row, a tile's height and width also where the
   *     image ends before the tile does; a last strip that is lower is filled with zeros
   * @throws IOException if its bytes are damaged, too few or beyond the file's end
   */
  public byte[] tile(int row, int column) throws IOException {
    int index = row * tilesAcross() + column;
    int rows = tiled ? tileHeight : Math.min(tileHeight, height - row * tileHeight);
    byte[] samples = separate ? planes(index, rows) : samples(index, rows, layout.samples());
    byte[] colours = layout.colours(samples, rows, tileWidth);
    return rows == tileHeight ? colours : Arrays.copyOf(colours, 3 * tileHeight * tileWidth);
  }

  private byte[] planes(int index, int rows) throws IOException {
    int planes = layout.samples();
    int bytes = layout.bits() / 8;
    byte[] all = new byte[planes * bytes * rows * tileWidth];
    for (int plane = 0; plane < planes; plane++) {
      byte[] one = samples(index + plane * tilesDown() * tilesAcross(), rows, 1);
      for (int i = 0; i < one.length; i++) {
        all[(i / bytes * planes + plane) * bytes + i % bytes] = one[i];
      }
    }
    return all;
  }

  private byte[] samples(int index, int rows, int samples) throws IOException {
    if (counts[index] == 0) {
      throw new IOException("a tile without bytes");
    }
    byte[] bytes = file.read(offsets[index], counts[index]);
    if (compression == Compression.JPEG) {
      return tables.decode(bytes, rows, tileHeight, tileWidth, samples);
    }
    byte[] decoded = compression.decode(bytes, rowBytes() * rows);
    if (differences) {
      Predictor.undo(decoded, layout.bits(), samples, rowBytes(), directory.order());
    }
    return decoded;
  }
}
