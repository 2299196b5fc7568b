package io.ats.datasets.mnist;

import io.ats.datasets.input.InputFile;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads files of unsigned bytes in the IDX format, gzipped or plain. */
public final class IdxReader {

  /** Two zero bytes, and the type of unsigned bytes; the last byte is the number of dimensions. */
  private static final int UNSIGNED_BYTES = 0x00000800;

  private static final int GZIP_FIRST_BYTE = 0x1f;
  private static final int GZIP_SECOND_BYTE = 0x8b;

  private IdxReader() {}

  /**
   * Reads one file to its end.
   *
   * @param file the file's name, for messages
   * @param in its bytes, gzipped or plain (told by its first two bytes); not closed
   * @param shape the sizes that its header must state, outermost first
   * @return the values 0..255 in the file's order, one per byte
   * @throws UncheckedIOException if the file is of another type or shape, truncated, over-long or
   *     damaged; the message names the file, what was expected, what was found, and the fix
   */
  public static byte[] read(String file, InputStream in, int... shape) {
    try {
      int most = mostBytes(shape);
      byte[] bytes = in.readNBytes(most);
      if (in.read() != -1) {
        throw bad(file, describe(shape), "a file of more than " + most + " bytes", null);
      }
      if (!isGzip(bytes)) {
        return readValues(file, new ByteArrayInputStream(bytes), shape);
      }
      try (Unzipped unzipped = new Unzipped(bytes)) {
        byte[] values = readValues(file, unzipped, shape);
        if (unzipped.isFollowed()) {
          throw bad(file, "nothing after the gzip stream", "more: the file is over-long", null);
        }
        return values;
      }
    } catch (EOFException e) {
      throw bad(file, describe(shape), "a truncated gzip stream", e);
    } catch (ZipException e) {
      throw bad(file, describe(shape), "damaged gzip data (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw bad(file, describe(shape), InputFile.reason(e), e);
    }
  }

  /** Returns more bytes than a file of this shape has, even if gzip does not make it smaller. */
  private static int mostBytes(int[] shape) {
    int length = 1 << 16;
    int values = 1;
    for (int size : shape) {
      values = Math.multiplyExact(values, size);
    }
    return Math.addExact(length, Math.addExact(values, values / 100));
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2
        && (bytes[0] & 255) == GZIP_FIRST_BYTE
        && (bytes[1] & 255) == GZIP_SECOND_BYTE;
  }

  /** Unzips a whole file; {@link GZIPInputStream} alone ignores what follows the gzip stream. */
  private static final class Unzipped extends GZIPInputStream {

    private static final int TRAILER = 8;

    Unzipped(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes), bytes.length);
    }

    /** Returns whether bytes are left over at the end. */
    boolean isFollowed() {
      return inf.getRemaining() > TRAILER;
    }
  }

  private static byte[] readValues(String file, InputStream in, int[] shape) throws IOException {
    int magic = readInt(file, in, shape);
    int expectedMagic = UNSIGNED_BYTES + shape.length;
    if (magic != expectedMagic) {
      throw bad(
          file,
          String.format("magic number 0x%08x (%s)", expectedMagic, describe(shape)),
          String.format("0x%08x", magic),
          null);
    }
    int[] found = new int[shape.length];
    int length = 1;
    for (int d = 0; d < shape.length; d++) {
      found[d] = readInt(file, in, shape);
      length = Math.multiplyExact(length, shape[d]);
    }
    if (!Arrays.equals(found, shape)) {
      throw bad(file, describe(shape), describe(found), null);
    }
    byte[] values = new byte[length];
    int read = in.readNBytes(values, 0, length);
    if (read < length) {
      throw bad(file, length + " bytes of data", "a truncated file with only " + read, null);
    }
    if (in.read() != -1) {
      throw bad(file, length + " bytes of data", "more: the file is over-long", null);
    }
    return values;
  }

  private static int readInt(String file, InputStream in, int[] shape) throws IOException {
    byte[] word = in.readNBytes(4);
    if (word.length < 4) {
      throw bad(file, describe(shape), "a truncated header", null);
    }
    return (word[0] & 255) << 24 | (word[1] & 255) << 16 | (word[2] & 255) << 8 | word[3] & 255;
  }

  private static String describe(int[] shape) {
    StringBuilder text = new StringBuilder();
    for (int size : shape) {
      text.append(text.isEmpty() ? "" : "×").append(size);
    }
    return text + " unsigned bytes";
  }

  private static UncheckedIOException bad(
      String file, String expected, String found, IOException cause) {
    String message =
        file
            + ": expected "
            + expected
            + ", found "
            + found
            + "; replace it by the original file, gzipped or not";
    return new UncheckedIOException(message, cause == null ? new IOException(message) : cause);
  }
}
