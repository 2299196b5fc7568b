package io.ats.datasets.tiff;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A file's bytes at any position, for several threads at a time. As many descriptors are open as
 * threads read at once; a few are kept.
 */
final class FileBytes implements Closeable {

  private static final int KEPT = 4;

  private final Path file;
  private final long length;
  private final ConcurrentLinkedQueue<RandomAccessFile> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  FileBytes(Path file) throws IOException {
    this.file = file;
    RandomAccessFile first = new RandomAccessFile(file.toFile(), "r");
    idle.add(first);
    this.length = first.length();
  }

  /** Returns the number of bytes. */
  long length() {
    return length;
  }

  /**
   * Returns {@code count} bytes from {@code offset} on.
   *
   * @throws EOFException if the file has not so many, before anything is allocated
   */
  byte[] read(long offset, long count) throws IOException {
    if (offset < 0 || count < 0 || count > length || offset > length - count) {
      throw new EOFException(
          "bytes "
              + Long.toUnsignedString(offset)
              + " to "
              + Long.toUnsignedString(offset + count)
              + " beyond its end at "
              + length);
    }
    byte[] bytes = new byte[Math.toIntExact(count)];
    RandomAccessFile from = take();
    try {
      from.seek(offset);
      from.readFully(bytes);
      return bytes;
    } finally {
      release(from);
    }
  }

  private RandomAccessFile take() throws IOException {
    if (closed) {
      throw new IOException("an image that is closed");
    }
    RandomAccessFile from = idle.poll();
    return from == null ? new RandomAccessFile(file.toFile(), "r") : from;
  }

  private void release(RandomAccessFile used) throws IOException {
    if (idle.size() >= KEPT) {
      used.close();
      return;
    }
    idle.add(used);
    if (closed) {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (RandomAccessFile open = idle.poll(); open != null; open = idle.poll()) {
      open.close();
    }
  }
}
