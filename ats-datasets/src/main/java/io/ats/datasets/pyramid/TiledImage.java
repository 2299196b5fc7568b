package io.ats.datasets.pyramid;

import io.ats.datasets.input.InputFile;
import io.ats.datasets.scene.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** An image made of tiles, which are kept in a cache. */
final class TiledImage implements RegionImage {

  private final Path file;
  private final TileSource source;
  private final TileCache cache;
  private final OnBadTile onBadTile;
  private final String fix;
  private final AtomicLong decoded = new AtomicLong();
  private final Set<TileCache.Key> bad = ConcurrentHashMap.newKeySet();
  private volatile String checksum;
  private volatile boolean closed;

  /**
   * Takes a source of tiles, which it closes.
   *
   * @param fix what to do about a tile that cannot be decoded
   * @param checksum of the image, if it is known already; null: computed when it is asked for
   */
  TiledImage(
      Path file,
      TileSource source,
      TileCache cache,
      OnBadTile onBadTile,
      String fix,
      String checksum) {
    this.file = file;
    this.source = source;
    this.cache = cache;
    this.onBadTile = onBadTile;
    this.fix = fix;
    this.checksum = checksum;
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public String format() {
    return source.format();
  }

  @Override
  public List<Level> levels() {
    return source.levels();
  }

  @Override
  public OptionalDouble micronsPerPixel() {
    return source.micronsPerPixel();
  }

  @Override
  public long decodedTiles() {
    return decoded.get();
  }

  @Override
  public long badTiles() {
    return bad.size();
  }

  @Override
  public void read(int index, int row, int column, int height, int width, byte[] target) {
    check(index, row, column, height, width, target.length);
    Level level = levels().get(index);
    int bottom = row + height;
    int right = column + width;
    for (int i = row / level.tileHeight(); i <= (bottom - 1) / level.tileHeight(); i++) {
      int top = i * level.tileHeight();
      for (int j = column / level.tileWidth(); j <= (right - 1) / level.tileWidth(); j++) {
        byte[] tile = tile(index, i, j);
        int left = j * level.tileWidth();
        int firstColumn = Math.max(column, left);
        int count = CHANNELS * (Math.min(right, left + level.tileWidth()) - firstColumn);
        int end = Math.min(bottom, top + level.tileHeight());
        for (int y = Math.max(row, top); y < end; y++) {
          int from = CHANNELS * ((y - top) * level.tileWidth() + firstColumn - left);
          int to = CHANNELS * ((y - row) * width + firstColumn - column);
          System.arraycopy(tile, from, target, to, count);
        }
      }
    }
  }

  private void check(int index, int row, int column, int height, int width, int length) {
    if (closed) {
      throw new IllegalStateException(file + " is closed: read its regions before");
    }
    if (index < 0 || index >= levels().size()) {
      throw new IllegalArgumentException(
          "%s has the levels 0 to %d, got %d".formatted(file, levels().size() - 1, index));
    }
    Level level = levels().get(index);
    boolean within =
        row >= 0
            && column >= 0
            && height > 0
            && width > 0
            && row <= level.height() - height
            && column <= level.width() - width;
    if (!within || (long) CHANNELS * height * width > length) {
      throw new IllegalArgumentException(
          "a region of %d×%d at row %d, column %d and %d bytes for it do not fit level %d of %d×%d"
              .formatted(height, width, row, column, length, index, level.height(), level.width()));
    }
  }

  private byte[] tile(int level, int row, int column) {
    TileCache.Key key = new TileCache.Key(this, level, row, column);
    return cache.get(key, () -> decode(key));
  }

  private byte[] decode(TileCache.Key key) {
    decoded.incrementAndGet();
    try {
      return source.tile(key.level(), key.row(), key.column());
    } catch (IOException | RuntimeException e) {
      if (onBadTile == OnBadTile.SKIP && !closed) {
        bad.add(key);
        Level level = levels().get(key.level());
        byte[] white = new byte[CHANNELS * level.tileHeight() * level.tileWidth()];
        Arrays.fill(white, (byte) 255);
        return white;
      }
      throw new UncheckedIOException(
          "%s: expected a whole tile at level %d, tile row %d, tile column %d (rows from %d, columns from %d), found %s; %s"
              .formatted(
                  file,
                  key.level(),
                  key.row(),
                  key.column(),
                  key.row() * levels().get(key.level()).tileHeight(),
                  key.column() * levels().get(key.level()).tileWidth(),
                  InputFile.reason(e),
                  fix),
          e instanceof IOException io ? io : new IOException(e));
    }
  }

  @Override
  public String checksum() {
    String known = checksum;
    if (known == null) {
      String text = source.fingerprint();
      known =
          Fingerprint.sha256(
              digest -> {
                if (text.isEmpty()) {
                  Fingerprint.add(digest, file);
                } else {
                  Fingerprint.add(digest, text);
                }
              });
      checksum = known;
    }
    return known;
  }

  @Override
  public void close() {
    closed = true;
    cache.forget(this);
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": could not be closed: " + InputFile.reason(e), e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
