package io.ats.datasets.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Checks the checksums and the end of PNG files, which Java's decoder does not read. */
final class Png {

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int END = 0x49454E44; // IEND

  private Png() {}

  /**
   * Checks a file's bytes from the first on; those of other formats are not looked at.
   *
   * @throws IOException if a part of a PNG is missing or damaged, or something follows it
   */
  static void check(ByteBuffer file) throws IOException {
    ByteBuffer data = file.duplicate();
    if (data.remaining() < Long.BYTES || data.getLong() != SIGNATURE) {
      return;
    }
    int type = 0;
    while (type != END) {
      if (data.remaining() < 3 * Integer.BYTES) {
        throw new IOException("a truncated PNG of " + file.limit() + " bytes");
      }
      int length = data.getInt();
      int start = data.position();
      if (length < 0 || length > data.remaining() - 2 * Integer.BYTES) {
        throw new IOException("a truncated PNG of " + file.limit() + " bytes");
      }
      type = data.getInt();
      CRC32 crc = new CRC32();
      crc.update(file.slice(start, Integer.BYTES + length));
      data.position(start + Integer.BYTES + length);
      if (data.getInt() != (int) crc.getValue()) {
        throw new IOException("a PNG with a wrong checksum at byte " + start);
      }
    }
    if (data.hasRemaining()) {
      throw new IOException("more after the end of the PNG at byte " + data.position());
    }
  }
}
