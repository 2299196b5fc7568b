package io.ats.datasets.tiff;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An open TIFF or BigTIFF file; for several threads at a time. */
public final class TiffFile implements Closeable {

  private static final int MOST_DIRECTORIES = 10_000;
  private static final int PLAIN = 42;
  private static final int BIG = 43;

  private final Path path;
  private final FileBytes bytes;
  private final List<TiffDirectory> directories = new ArrayList<>();
  private ByteOrder order;
  private boolean big;

  private TiffFile(Path path) throws IOException {
    this.path = path;
    this.bytes = new FileBytes(path);
  }

  /** Returns whether a file that begins with these bytes, 4 at least, is a TIFF or BigTIFF. */
  public static boolean is(byte[] start) {
    ByteOrder order = order(start);
    if (order == null) {
      return false;
    }
    int version = ByteBuffer.wrap(start).order(order).getShort(2);
    return version == PLAIN || version == BIG;
  }

  private static ByteOrder order(byte[] start) {
    if (start.length < 4 || start[0] != start[1]) {
      return null;
    }
    return start[0] == 'I'
        ? ByteOrder.LITTLE_ENDIAN
        : start[0] == 'M' ? ByteOrder.BIG_ENDIAN : null;
  }

  /**
   * Opens a file and reads its directories, no pixels.
   *
   * @throws IOException if it cannot be read, is no TIFF or its directories are damaged
   */
  public static TiffFile open(Path path) throws IOException {
    TiffFile file = new TiffFile(path);
    try {
      file.readDirectories();
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void readDirectories() throws IOException {
    byte[] start = bytes.read(0, 8);
    if (!is(start)) {
      throw new IOException("another format");
    }
    order = order(start);
    big = ByteBuffer.wrap(start).order(order).getShort(2) == BIG;
    long next =
        big
            ? ByteBuffer.wrap(bytes.read(8, 8)).order(order).getLong()
            : ByteBuffer.wrap(start).order(order).getInt(4) & 0xFFFFFFFFL;
    Set<Long> seen = new HashSet<>();
    while (next != 0) {
      if (!seen.add(next) || seen.size() > MOST_DIRECTORIES) {
        throw new IOException("directories that point at each other");
      }
      TiffDirectory directory = new TiffDirectory(bytes, order, big, next);
      directories.add(directory);
      next = directory.next();
    }
    if (directories.isEmpty()) {
      throw new IOException("a TIFF without an image");
    }
  }

  /** Returns the file. */
  public Path path() {
    return path;
  }

  /** Returns the directories in the file's order, at least one; those under others left out. */
  public List<TiffDirectory> directories() {
    return List.copyOf(directories);
  }

  /**
   * Returns the directories under another.
   *
   * @throws IOException if they are damaged
   */
  public List<TiffDirectory> under(TiffDirectory directory) throws IOException {
    long[] offsets = directory.integers(TiffTag.SUB_DIRECTORIES);
    if (offsets.length > MOST_DIRECTORIES) {
      throw new IOException(offsets.length + " directories under one");
    }
    List<TiffDirectory> all = new ArrayList<>();
    for (long offset : offsets) {
      all.add(new TiffDirectory(bytes, order, big, offset));
    }
    return all;
  }

  /**
   * Returns the page that a directory describes.
   *
   * @throws UnsupportedTiffException if its pixels are of a kind that is not read
   * @throws IOException if the directory is damaged
   */
  public TiffPage page(TiffDirectory directory) throws IOException {
    return new TiffPage(bytes, directory);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
