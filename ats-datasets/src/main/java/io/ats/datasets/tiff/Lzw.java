package io.ats.datasets.tiff;

import java.io.IOException;

/** TIFF's LZW: codes of 9 to 12 bits, highest bit first, each length left one code early. */
final class Lzw {

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int CODES = 4096;

  private final byte[] from;
  private final byte[] to;
  private final int[] starts = new int[CODES]; // where in the output a code's bytes are
  private final int[] lengths = new int[CODES];
  private int position;
  private int bits;
  private int held;
  private int written;

  Lzw(byte[] from, byte[] to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Decodes up to the end of the output.
   *
   * @return the number of bytes decoded
   * @throws IOException if a code is not possible
   */
  int decode() throws IOException {
    if (from.length > 1 && from[0] == 0 && (from[1] & 1) == 1) {
      throw new UnsupportedTiffException("LZW of the kind before TIFF 5");
    }
    int next = END + 1;
    int width = 9;
    boolean first = true;
    int previousStart = 0;
    int previousLength = 0;
    while (written < to.length) {
      int code = code(width);
      if (code == END) {
        break;
      }
      if (code == CLEAR) {
        next = END + 1;
        width = 9;
        first = true;
        continue;
      }
      int start = written;
      if (!first && next < CODES) {
        // What the last code stood for and the byte after it, which this code is about to write.
        starts[next] = previousStart;
        lengths[next] = previousLength + 1;
        next++;
      }
      write(code, next);
      first = false;
      previousStart = start;
      previousLength = written - start;
      if (next + 1 >= 1 << width && width < 12) {
        width++;
      }
    }
    return written;
  }

  private void write(int code, int next) throws IOException {
    if (code < CLEAR) {
      to[written++] = (byte) code;
      return;
    }
    if (code >= next) {
      throw new IOException("damaged data (LZW code " + code + " of " + next + ")");
    }
    int end = Math.min(to.length, written + lengths[code]);
    for (int i = starts[code]; written < end; i++) {
      to[written++] = to[i]; // One by one: a code may use what it just wrote.
    }
  }

  private int code(int width) {
    while (bits < width) {
      if (position == from.length) {
        return END;
      }
      held = held << 8 | from[position++] & 0xFF;
      bits += 8;
    }
    bits -= width;
    return held >> bits & (1 << width) - 1;
  }
}
