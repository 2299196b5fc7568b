package io.ats.datasets.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One field of a directory; its values are read when they are asked for.
 *
 * @param type of the values, as TIFF numbers them
 * @param count of values
 * @param offset of the first value in the file, bytes
 */
record TiffField(FileBytes file, ByteOrder order, int type, long count, long offset) {

  /** Returns the bytes that a value takes; 0 for types that are not known. */
  static int size(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12, 16, 17, 18 -> 8;
      default -> 0;
    };
  }

  /** Returns all values' bytes. */
  byte[] bytes() throws IOException {
    if (count > Integer.MAX_VALUE / 16) {
      throw new IOException("a field of " + Long.toUnsignedString(count) + " values");
    }
    return file.read(offset, count * size(type));
  }

  /** Returns the values of a field of whole numbers. */
  long[] integers() throws IOException {
    ByteBuffer data = ByteBuffer.wrap(bytes()).order(order);
    long[] values = new long[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case 1, 7 -> data.get() & 0xFF;
            case 3 -> data.getShort() & 0xFFFF;
            case 4, 13 -> data.getInt() & 0xFFFFFFFFL;
            case 16, 18 -> data.getLong();
            default -> throw new IOException("a field of type " + type + " for a whole number");
          };
    }
    return values;
  }

  /** Returns the first value of a field of fractions, NaN of other types. */
  double fraction() throws IOException {
    if (count < 1 || (type != 5 && type != 11 && type != 12)) {
      return Double.NaN;
    }
    ByteBuffer data = ByteBuffer.wrap(file.read(offset, size(type))).order(order);
    return switch (type) {
      case 5 -> (data.getInt() & 0xFFFFFFFFL) / (double) (data.getInt() & 0xFFFFFFFFL);
      case 11 -> data.getFloat();
      default -> data.getDouble();
    };
  }

  /** Returns the text, up to its first zero. */
  String text() throws IOException {
    String all = new String(bytes(), StandardCharsets.UTF_8);
    int end = all.indexOf(0);
    return end < 0 ? all : all.substring(0, end);
  }
}
