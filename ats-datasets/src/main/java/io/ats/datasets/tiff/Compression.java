package io.ats.datasets.tiff;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The ways of compressing tiles that are read. */
enum Compression {
  NONE,
  LZW,
  DEFLATE,
  PACK_BITS,
  JPEG;

  /** Returns the one that a TIFF file numbers so. */
  static Compression of(int number) throws UnsupportedTiffException {
    return switch (number) {
      case 1 -> NONE;
      case 5 -> LZW;
      case 7 -> JPEG;
      case 8, 32946 -> DEFLATE;
      case 32773 -> PACK_BITS;
      default ->
          throw new UnsupportedTiffException(
              "the compression "
                  + number
                  + name(number)
                  + ", of none, LZW, deflate, PackBits and JPEG that are read");
    };
  }

  private static String name(int number) {
    return switch (number) {
      case 2, 3, 4 -> " (fax)";
      case 6 -> " (JPEG of the old kind)";
      case 33003, 33004, 33005, 34712 -> " (JPEG 2000)";
      case 50000 -> " (Zstandard)";
      case 50001 -> " (WebP)";
      default -> "";
    };
  }

  /**
   * Decodes a tile of any of these but JPEG.
   *
   * @param size of the decoded tile, bytes
   * @throws IOException if the tile is damaged or gives fewer bytes
   */
  byte[] decode(byte[] tile, int size) throws IOException {
    byte[] decoded = new byte[size];
    int count =
        switch (this) {
          case NONE -> copy(tile, decoded);
          case LZW -> new Lzw(tile, decoded).decode();
          case DEFLATE -> inflate(tile, decoded);
          case PACK_BITS -> packBits(tile, decoded);
          case JPEG -> throw new IllegalStateException("JPEG tiles are decoded with their colours");
        };
    if (count < size) {
      throw new IOException("a truncated tile of " + count + " instead of " + size + " bytes");
    }
    return decoded;
  }

  private static int copy(byte[] tile, byte[] decoded) {
    int count = Math.min(tile.length, decoded.length);
    System.arraycopy(tile, 0, decoded, 0, count);
    return count;
  }

  private static int inflate(byte[] tile, byte[] decoded) throws IOException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(tile);
      int count = 0;
      int more = 1;
      while (more > 0 && count < decoded.length) {
        more = inflater.inflate(decoded, count, decoded.length - count);
        count += more;
      }
      // The checksum is at the end: only who reads up to there learns of damaged pixels.
      byte[] rest = new byte[1];
      while (!inflater.finished()) {
        if (inflater.inflate(rest) == 0 && !inflater.finished()) {
          throw new IOException("a truncated tile of " + tile.length + " compressed bytes");
        }
      }
      return count;
    } catch (DataFormatException e) {
      throw new IOException("damaged data (" + e.getMessage() + ")", e);
    } finally {
      inflater.end();
    }
  }

  private static int packBits(byte[] tile, byte[] decoded) {
    int to = 0;
    int from = 0;
    while (from + 1 < tile.length && to < decoded.length) {
      int head = tile[from++];
      if (head >= 0) {
        int count = Math.min(head + 1, Math.min(tile.length - from, decoded.length - to));
        System.arraycopy(tile, from, decoded, to, count);
        from += head + 1;
        to += count;
      } else if (head != -128) {
        for (int i = 0; i < 1 - head && to < decoded.length; i++) {
          decoded[to++] = tile[from];
        }
        from++;
      }
    }
    return to;
  }
}
