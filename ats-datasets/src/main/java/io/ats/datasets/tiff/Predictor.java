package io.ats.datasets.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Undoes the differences between neighbours in a row, by which compressed tiles get smaller. */
final class Predictor {

  static final int NONE = 1;
  static final int HORIZONTAL = 2;

  private Predictor() {}

  /**
   * Replaces differences by sums in place, row by row.
   *
   * @param bits of a sample, 8 or 16
   * @param samples of a pixel
   * @param rowBytes of a row
   */
  static void undo(byte[] tile, int bits, int samples, int rowBytes, ByteOrder order) {
    if (bits == Byte.SIZE) {
      for (int row = 0; row < tile.length; row += rowBytes) {
        for (int i = row + samples; i < row + rowBytes; i++) {
          tile[i] += tile[i - samples];
        }
      }
      return;
    }
    ByteBuffer data = ByteBuffer.wrap(tile).order(order);
    int step = samples * Short.BYTES;
    for (int row = 0; row < tile.length; row += rowBytes) {
      for (int i = row + step; i < row + rowBytes; i += Short.BYTES) {
        data.putShort(i, (short) (data.getShort(i) + data.getShort(i - step)));
      }
    }
  }
}
