package io.ats.datasets.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class IdxReaderTest {

  private static final String FIX = "; replace it by the original file, gzipped or not";
  private static final byte[] DATA = {1, 2, 3, -1, 5, 6};

  @Test
  void readsPlainFiles() {
    assertThat(read(idx(0x803, DATA, 1, 2, 3), 1, 2, 3)).containsExactly(DATA);
  }

  @Test
  void readsGzippedFiles() throws IOException {
    assertThat(read(gzip(idx(0x801, DATA, 6)), 6)).containsExactly(DATA);
  }

  @Test
  void wrongMagicNumberIsRejected() {
    assertRejected(
        idx(0x803, DATA, 1, 2, 3), "magic number 0x00000801 (6 unsigned bytes)", "0x00000803", 6);
  }

  @Test
  void wrongDimensionsAreRejected() {
    assertRejected(
        idx(0x803, DATA, 1, 3, 2), "1×2×3 unsigned bytes", "1×3×2 unsigned bytes", 1, 2, 3);
  }

  @Test
  void wrongCountIsRejected() {
    assertRejected(idx(0x801, DATA, 6), "7 unsigned bytes", "6 unsigned bytes", 7);
  }

  @Test
  void truncatedDataIsRejected() {
    byte[] file = Arrays.copyOf(idx(0x801, DATA, 6), 12);
    assertRejected(file, "6 bytes of data", "a truncated file with only 4", 6);
  }

  @Test
  void truncatedHeaderIsRejected() {
    assertRejected(new byte[] {0, 0, 8, 1, 0, 0}, "6 unsigned bytes", "a truncated header", 6);
    assertRejected(new byte[0], "6 unsigned bytes", "a truncated header", 6);
  }

  @Test
  void overLongDataIsRejected() {
    byte[] file = idx(0x801, DATA, 6);
    assertRejected(
        Arrays.copyOf(file, file.length + 1), "6 bytes of data", "more: the file is over-long", 6);
  }

  @Test
  void truncatedGzipIsRejected() throws IOException {
    byte[] file = gzip(idx(0x801, DATA, 6));
    assertRejected(
        Arrays.copyOf(file, file.length - 10), "6 unsigned bytes", "a truncated gzip stream", 6);
  }

  @Test
  void damagedGzipIsRejected() throws IOException {
    byte[] file = gzip(idx(0x801, DATA, 6));
    file[file.length - 6] ^= 1; // the checksum
    assertRejected(file, "6 unsigned bytes", "damaged gzip data (Corrupt GZIP trailer)", 6);
  }

  private static void assertRejected(byte[] file, String expected, String found, int... shape) {
    assertThatThrownBy(() -> read(file, shape))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("some/file: expected " + expected + ", found " + found + FIX);
  }

  private static byte[] read(byte[] file, int... shape) {
    return IdxReader.read("some/file", new ByteArrayInputStream(file), shape);
  }

  private static byte[] idx(int magic, byte[] data, int... shape) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * shape.length + data.length).putInt(magic);
    for (int size : shape) {
      buffer.putInt(size);
    }
    return buffer.put(data).array();
  }

  private static byte[] gzip(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(data);
    }
    return out.toByteArray();
  }
}
