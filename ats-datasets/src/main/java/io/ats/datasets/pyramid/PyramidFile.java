package io.ats.datasets.pyramid;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** A TIFF that is being written: first the tiles in any order, then the directories. */
final class PyramidFile implements Closeable {

  private static final short SHORT = 3;
  private static final short LONG = 4;
  private static final short FRACTION = 5;
  private static final short LONG8 = 16;

  private final RandomAccessFile file;
  private final boolean big;
  private long end;

  PyramidFile(Path path, boolean big) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "rw");
    this.big = big;
    append(new byte[big ? 16 : 8]);
  }

  /** Writes bytes at the end, at an even offset, which it returns. */
  long append(byte[] bytes) throws IOException {
    long start = end + (end & 1);
    file.seek(start);
    file.write(bytes);
    end = start + bytes.length;
    return start;
  }

  /** A directory's fields. */
  static final class Fields {

    private record Field(short type, long[] values) {}

    private final TreeMap<Integer, Field> fields = new TreeMap<>();

    /** Adds a field of whole numbers below 2¹⁶. */
    Fields shorts(int tag, long... values) {
      fields.put(tag, new Field(SHORT, values));
      return this;
    }

    /** Adds a field of whole numbers below 2³². */
    Fields longs(int tag, long... values) {
      fields.put(tag, new Field(LONG, values));
      return this;
    }

    /** Adds a field of offsets in the file. */
    Fields offsets(int tag, long[] values) {
      fields.put(tag, new Field(LONG8, values));
      return this;
    }

    /** Adds a field of one fraction. */
    Fields fraction(int tag, long numerator, long denominator) {
      fields.put(tag, new Field(FRACTION, new long[] {numerator, denominator}));
      return this;
    }
  }

  /** Writes the directories, in this order, and the header. */
  void finish(List<Fields> directories) throws IOException {
    long link = big ? 8 : 4; // where the next directory's offset belongs
    for (Fields directory : directories) {
      byte[] bytes = bytes(directory);
      long at = append(bytes);
      put(link, at);
      link = at + bytes.length - (big ? 8 : 4);
    }
    ByteBuffer head = buffer(big ? 8 : 4).put((byte) 'I').put((byte) 'I');
    head.putShort((short) (big ? 43 : 42));
    if (big) {
      head.putShort((short) 8).putShort((short) 0);
    }
    file.seek(0);
    file.write(head.array());
  }

  private void put(long at, long offset) throws IOException {
    file.seek(at);
    file.write(big ? buffer(8).putLong(offset).array() : buffer(4).putInt((int) offset).array());
  }

  private byte[] bytes(Fields directory) throws IOException {
    int inline = big ? 8 : 4;
    int count = directory.fields.size();
    ByteBuffer out = buffer(big ? 8 + 20 * count + 8 : 2 + 12 * count + 4);
    if (big) {
      out.putLong(count);
    } else {
      out.putShort((short) count);
    }
    for (var entry : directory.fields.entrySet()) {
      long[] values = entry.getValue().values;
      short type = entry.getValue().type == LONG8 && !big ? LONG : entry.getValue().type;
      byte[] data = values(type, values);
      long number = type == FRACTION ? 1 : values.length;
      out.putShort(entry.getKey().shortValue()).putShort(type);
      if (big) {
        out.putLong(number);
      } else {
        out.putInt((int) number);
      }
      int start = out.position();
      if (data.length <= inline) {
        out.put(data);
      } else if (big) {
        out.putLong(append(data));
      } else {
        out.putInt((int) append(data));
      }
      out.position(start + inline);
    }
    return out.array();
  }

  private static byte[] values(short type, long[] values) {
    int size = type == SHORT ? 2 : type == LONG8 ? 8 : 4;
    ByteBuffer data = buffer(size * values.length);
    for (long value : values) {
      switch (size) {
        case 2 -> data.putShort((short) value);
        case 4 -> data.putInt((int) value);
        default -> data.putLong(value);
      }
    }
    return data.array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
