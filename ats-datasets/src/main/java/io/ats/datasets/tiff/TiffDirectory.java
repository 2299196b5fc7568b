package io.ats.datasets.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The fields that describe one image of a TIFF file. */
public final class TiffDirectory {

  private static final int MOST_FIELDS = 4096;

  private final Map<Integer, TiffField> fields = new HashMap<>();
  private final ByteOrder order;
  private final long next;

  /** Reads the directory at an offset of the file. */
  TiffDirectory(FileBytes file, ByteOrder order, boolean big, long offset) throws IOException {
    this.order = order;
    int countSize = big ? 8 : 2;
    ByteBuffer head = ByteBuffer.wrap(file.read(offset, countSize)).order(order);
    long count = big ? head.getLong() : head.getShort() & 0xFFFF;
    if (count < 1 || count > MOST_FIELDS) {
      throw new IOException("a directory of " + Long.toUnsignedString(count) + " fields");
    }
    int fieldSize = big ? 20 : 12;
    int linkSize = big ? 8 : 4;
    long start = offset + countSize;
    ByteBuffer data = ByteBuffer.wrap(file.read(start, count * fieldSize + linkSize)).order(order);
    for (int i = 0; i < count; i++) {
      data.position(i * fieldSize);
      int tag = data.getShort() & 0xFFFF;
      int type = data.getShort() & 0xFFFF;
      long values = big ? data.getLong() : data.getInt() & 0xFFFFFFFFL;
      long at = start + data.position();
      boolean inside =
          values >= 0 && values <= linkSize && values * TiffField.size(type) <= linkSize;
      if (!inside) {
        at = big ? data.getLong() : data.getInt() & 0xFFFFFFFFL;
      }
      if (TiffField.size(type) > 0) {
        fields.putIfAbsent(tag, new TiffField(file, order, type, values, at));
      }
    }
    data.position((int) count * fieldSize);
    this.next = big ? data.getLong() : data.getInt() & 0xFFFFFFFFL;
  }

  /** Returns where the next directory is, 0 if there is none. */
  long next() {
    return next;
  }

  /** Returns the order of the bytes in the file's numbers. */
  ByteOrder order() {
    return order;
  }

  /** Returns whether there is a field. */
  public boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /**
   * Returns the values of a field of whole numbers, none if there is no such field.
   *
   * @throws IOException if they lie beyond the file's end or are of another type
   */
  public long[] integers(int tag) throws IOException {
    TiffField field = fields.get(tag);
    return field == null ? new long[0] : field.integers();
  }

  /**
   * Returns the first value of a field, {@code missing} if there is no such field.
   *
   * @throws IOException as {@link #integers} does, or if it is no {@code int}
   */
  public int integer(int tag, int missing) throws IOException {
    long[] values = integers(tag);
    if (values.length == 0) {
      return missing;
    }
    if (values[0] < 0 || values[0] > Integer.MAX_VALUE) {
      throw new IOException("the value " + Long.toUnsignedString(values[0]) + " of field " + tag);
    }
    return (int) values[0];
  }

  /** Returns the first value of a field of fractions, NaN if there is no such field. */
  public double fraction(int tag) throws IOException {
    TiffField field = fields.get(tag);
    return field == null ? Double.NaN : field.fraction();
  }

  /** Returns a field's text, empty if there is no such field. */
  public String text(int tag) throws IOException {
    TiffField field = fields.get(tag);
    return field == null ? "" : field.text();
  }

  /** Returns a field's bytes, none if there is no such field. */
  byte[] bytes(int tag) throws IOException {
    TiffField field = fields.get(tag);
    return field == null ? new byte[0] : field.bytes();
  }
}
