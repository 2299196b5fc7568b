package io.ats.datasets.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/**
 * What a JPEG states before its pixels.
 *
 * @param components of a pixel; 4 are inks
 * @param adobe whether Adobe's software wrote it, which stores inks inverted
 * @param transform Adobe's number of the colours: 2 for inks as YCbCr and black
 * @param orientation how the image is turned, as Exif numbers it: 1 not at all
 */
record JpegHeader(int components, boolean adobe, int transform, int orientation) {

  private static final int START = 0xFFD8;
  private static final int SCAN = 0xFFDA;
  private static final int EXIF = 0xFFE1;
  private static final int ADOBE = 0xFFEE;
  private static final int ORIENTATION = 0x0112;

  /** Reads a stream's JPEG from its start, up to the first scan; null if it is no JPEG. */
  static JpegHeader read(ImageInputStream in) throws IOException {
    in.seek(0);
    in.setByteOrder(ByteOrder.BIG_ENDIAN);
    if (in.length() >= 0 && in.length() < 4 || in.readUnsignedShort() != START) {
      return null;
    }
    int components = 0;
    boolean adobe = false;
    int transform = 0;
    int orientation = 1;
    for (int marker = in.readUnsignedShort(); marker != SCAN; marker = marker(in)) {
      byte[] segment = new byte[Math.max(0, in.readUnsignedShort() - 2)];
      in.readFully(segment);
      int kind = marker & 0xFF;
      if (marker == EXIF && orientation == 1) {
        orientation = orientation(segment);
      } else if (marker == ADOBE && segment.length >= 12 && segment[0] == 'A') {
        adobe = true;
        transform = segment[11];
      } else if ((kind & 0xF0) == 0xC0 && kind != 0xC4 && kind != 0xC8 && kind != 0xCC) {
        components = segment.length > 5 ? segment[5] : 0;
      }
    }
    return new JpegHeader(components, adobe, transform, orientation);
  }

  /** Returns the next marker; bytes that fill are passed over. */
  private static int marker(ImageInputStream in) throws IOException {
    int marker = in.readUnsignedShort();
    while (marker == 0xFFFF) {
      marker = 0xFF00 | in.readUnsignedByte();
    }
    if (marker < 0xFFC0) {
      throw new IOException(
          "damaged data (no marker of a JPEG at byte " + in.getStreamPosition() + ")");
    }
    return marker;
  }

  /** Returns the orientation in a segment of Exif, 1 if there is none. */
  static int orientation(byte[] segment) {
    byte[] name = {'E', 'x', 'i', 'f', 0, 0};
    if (segment.length < name.length + 8
        || !Arrays.equals(name, Arrays.copyOf(segment, name.length))) {
      return 1;
    }
    ByteBuffer tiff = ByteBuffer.wrap(segment, name.length, segment.length - name.length).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return 1;
    }
    int fields = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < fields && directory + 2 + 12 * (i + 1) <= tiff.limit(); i++) {
      int field = directory + 2 + 12 * i;
      if ((tiff.getShort(field) & 0xFFFF) == ORIENTATION) {
        int value = tiff.getShort(field + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }
}
